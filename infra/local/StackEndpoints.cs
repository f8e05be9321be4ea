namespace Telemetry.Local;

/// <summary>
/// Where the servers of a stack answer, and with what credentials: everything a service needs to use them. Immutable.
/// </summary>
/// <param name="S3">The S3 endpoint; buckets are addressed by path.</param>
/// <param name="Sqs">The SQS endpoint.</param>
/// <param name="DynamoDb">The DynamoDB endpoint.</param>
/// <param name="Postgres">An Npgsql connection string of a database with PostGIS.</param>
/// <param name="AccessKeyId">The AWS access key id.</param>
/// <param name="SecretAccessKey">The AWS secret access key.</param>
/// <param name="Region">The AWS region.</param>
public sealed record StackEndpoints(
    Uri S3, Uri Sqs, Uri DynamoDb, string Postgres, string AccessKeyId, string SecretAccessKey, string Region)
{
    private const string S3Name = "AWS_ENDPOINT_URL_S3";
    private const string SqsName = "AWS_ENDPOINT_URL_SQS";
    private const string DynamoDbName = "AWS_ENDPOINT_URL_DYNAMODB";
    private const string PostgresName = "TELEMETRY_POSTGRES";
    private const string AccessKeyName = "AWS_ACCESS_KEY_ID";
    private const string SecretKeyName = "AWS_SECRET_ACCESS_KEY";
    private const string RegionName = "AWS_REGION";

    /// <summary>The endpoints as the environment variables that every service reads.</summary>
    public IReadOnlyDictionary<string, string> ToEnvironment() => new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [S3Name] = S3.ToString(),
        [SqsName] = Sqs.ToString(),
        [DynamoDbName] = DynamoDb.ToString(),
        [PostgresName] = Postgres,
        [AccessKeyName] = AccessKeyId,
        [SecretKeyName] = SecretAccessKey,
        [RegionName] = Region,
    };

    /// <summary>
    /// The endpoints that this process was given in its environment; null unless all three endpoints and the connection
    /// string are set. Credentials and region default to those of a local stack.
    /// </summary>
    public static StackEndpoints? FromEnvironment() =>
        Find(S3Name) is { } s3 && Find(SqsName) is { } sqs && Find(DynamoDbName) is { } dynamoDb && Find(PostgresName) is { } postgres
            ? new StackEndpoints(
                new Uri(s3), new Uri(sqs), new Uri(dynamoDb), postgres,
                Find(AccessKeyName) ?? LocalCredentials.AccessKeyId,
                Find(SecretKeyName) ?? LocalCredentials.SecretAccessKey,
                Find(RegionName) ?? LocalCredentials.Region)
            : null;

    private static string? Find(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
