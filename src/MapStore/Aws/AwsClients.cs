using Amazon.DynamoDBv2;
using Amazon.S3;

namespace Telemetry.MapStore.Aws;

/// <summary>
/// AWS clients as the standard environment describes them: credentials and region from wherever the SDK finds them, endpoints
/// from <c>AWS_ENDPOINT_URL_DYNAMODB</c> and <c>AWS_ENDPOINT_URL_S3</c> where set.
/// </summary>
public static class AwsClients
{
    /// <summary>A DynamoDB client; one serves a whole process.</summary>
    public static IAmazonDynamoDB DynamoDb() => new AmazonDynamoDBClient(new AmazonDynamoDBConfig
    {
        MaxErrorRetry = 3,
        Timeout = TimeSpan.FromSeconds(10),
    });

    /// <summary>An S3 client; one serves a whole process. Buckets are addressed by path where an endpoint is given.</summary>
    public static IAmazonS3 S3() => new AmazonS3Client(new AmazonS3Config
    {
        MaxErrorRetry = 3,
        Timeout = TimeSpan.FromSeconds(30),
        ForcePathStyle = Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_S3") is { Length: > 0 },
    });
}
