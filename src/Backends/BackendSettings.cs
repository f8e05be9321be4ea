using Telemetry.Aws;

namespace Telemetry.Backends;

/// <summary>Where the backends of the local and AWS profiles are found.</summary>
public sealed record BackendSettings
{
    /// <summary>Where AWS, or what speaks its protocols, is found.</summary>
    public AwsSettings Aws { get; init; } = new();

    /// <summary>Npgsql's connection string of the published map.</summary>
    public required string Postgres { get; init; }

    /// <summary>
    /// What the names of buckets, queues, tables and the schema begin with; default <c>telemetry</c>. On AWS bucket names are
    /// unique in the world, so a deployment sets its own.
    /// </summary>
    public string Prefix { get; init; } = "telemetry";

    /// <summary>
    /// Reads settings from environment variables: <c>TELEMETRY_POSTGRES</c>, <c>TELEMETRY_PREFIX</c> and the standard
    /// <c>AWS_*</c> ones.
    /// </summary>
    /// <param name="find">The value of a variable; null where it is not set.</param>
    /// <exception cref="InvalidOperationException">A variable that is needed is missing or malformed.</exception>
    public static BackendSettings Read(Func<string, string?> find) => new()
    {
        Aws = new AwsSettings
        {
            S3 = Endpoint(find, "AWS_ENDPOINT_URL_S3"),
            Sqs = Endpoint(find, "AWS_ENDPOINT_URL_SQS"),
            DynamoDb = Endpoint(find, "AWS_ENDPOINT_URL_DYNAMODB"),

            // Credentials are left to the SDK's own chain, unless both are in these variables.
            AccessKeyId = find("AWS_ACCESS_KEY_ID"),
            SecretAccessKey = find("AWS_SESSION_TOKEN") is null ? find("AWS_SECRET_ACCESS_KEY") : null,
            Region = find("AWS_REGION"),
        },
        Postgres = find("TELEMETRY_POSTGRES") ?? throw new InvalidOperationException(
            "TELEMETRY_POSTGRES is not set: the connection string of the PostgreSQL database that holds the published map."),
        Prefix = find("TELEMETRY_PREFIX") ?? "telemetry",
    };

    private static Uri? Endpoint(Func<string, string?> find, string variable) => find(variable) switch
    {
        null or "" => null,
        var text when Uri.TryCreate(text, UriKind.Absolute, out var uri) => uri,
        var text => throw new InvalidOperationException($"{variable} is not an address: {text}"),
    };
}
