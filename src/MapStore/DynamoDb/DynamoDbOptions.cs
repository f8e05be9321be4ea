namespace Telemetry.MapStore.DynamoDb;

/// <summary>Names of the DynamoDB tables.</summary>
public sealed class DynamoDbOptions
{
    /// <summary>
    /// What the tables' names begin with, before <c>-evidence</c>, <c>-leases</c> and <c>-keys</c>. Default <c>telemetry</c>; 1 to
    /// 100 characters of <c>[a-zA-Z0-9_.-]</c>.
    /// </summary>
    public string Prefix { get; set; } = "telemetry";

    /// <exception cref="ArgumentException">The prefix is not a proper one.</exception>
    internal string TableName(string table)
    {
        if (Prefix.Length is 0 or > 100 || !Prefix.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-'))
            throw new ArgumentException($"'{Prefix}' is no prefix for table names.");
        return $"{Prefix}-{table}";
    }
}
