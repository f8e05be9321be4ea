namespace Telemetry.Aws;

/// <summary>
/// Where AWS, or what speaks its protocols, is found. Everything left null comes from the SDK's own sources: the standard
/// environment variables (<c>AWS_REGION</c>, <c>AWS_ACCESS_KEY_ID</c>, <c>AWS_SECRET_ACCESS_KEY</c>,
/// <c>AWS_ENDPOINT_URL_S3</c>, <c>AWS_ENDPOINT_URL_SQS</c>, <c>AWS_ENDPOINT_URL_DYNAMODB</c>), profiles, and the role of
/// the machine or container.
/// </summary>
public sealed record AwsSettings
{
    /// <summary>The S3 endpoint; buckets are then addressed by path.</summary>
    public Uri? S3 { get; init; }

    /// <summary>The SQS endpoint.</summary>
    public Uri? Sqs { get; init; }

    /// <summary>The DynamoDB endpoint.</summary>
    public Uri? DynamoDb { get; init; }

    /// <summary>The access key id; together with <see cref="SecretAccessKey"/> or not at all.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The secret access key.</summary>
    public string? SecretAccessKey { get; init; }

    /// <summary>The region's system name, for example <c>eu-central-1</c>.</summary>
    public string? Region { get; init; }
}
