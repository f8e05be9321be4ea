using Amazon;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Telemetry.Aws.Sqs;

namespace Telemetry.Aws;

/// <summary>
/// Makes the SDK's clients, each with retries and timeouts under which a backend that is down is noticed within seconds.
/// Clients are safe for use by many threads and meant to be kept. Immutable.
/// </summary>
/// <param name="settings">Where AWS is found.</param>
public sealed class AwsClients(AwsSettings settings)
{
    // A refused connection fails at once, a silent host after this long, each tried three times in all.
    private static readonly TimeSpan s_connectTimeout = TimeSpan.FromSeconds(2);

    // Above the longest poll of 20 s.
    private static readonly TimeSpan s_sqsTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_s3Timeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_dynamoDbTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Everything from the standard environment.</summary>
    public static AwsClients FromEnvironment() => new(new AwsSettings());

    /// <summary>An S3 client; addresses buckets by path where an endpoint is given, in the settings or the environment.</summary>
    public IAmazonS3 CreateS3()
    {
        var config = new AmazonS3Config();
        Configure(config, settings.S3, s_s3Timeout);
        // Once its URL has been read, the SDK no longer finds it in the environment; what was read has to be set.
        if (config.ServiceURL is { Length: > 0 } url)
        {
            config.ServiceURL = url;
            config.AuthenticationRegion ??= FallbackRegionFactory.GetRegionEndpoint()?.SystemName;
            config.ForcePathStyle = true;
        }

        return Credentials() is { } credentials ? new AmazonS3Client(credentials, config) : new AmazonS3Client(config);
    }

    /// <summary>A DynamoDB client.</summary>
    public IAmazonDynamoDB CreateDynamoDb()
    {
        var config = new AmazonDynamoDBConfig();
        Configure(config, settings.DynamoDb, s_dynamoDbTimeout);
        return Credentials() is { } credentials
            ? new AmazonDynamoDBClient(credentials, config)
            : new AmazonDynamoDBClient(config);
    }

    /// <summary>An SQS client.</summary>
    public AmazonSqsClient CreateSqs()
    {
        var config = new AmazonSqsConfig();
        Configure(config, settings.Sqs, s_sqsTimeout);
        return Credentials() is { } credentials ? new AmazonSqsClient(credentials, config) : new AmazonSqsClient(config);
    }

    private void Configure(ClientConfig config, Uri? endpoint, TimeSpan timeout)
    {
        if (settings.Region is { } name)
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(name);
        // The SDK reads an endpoint from the environment, but its S3 client forgets it again: set, it stays. An endpoint that
        // is set decides where requests go, and the region still signs.
        var region = config.RegionEndpoint?.SystemName;
        var url = endpoint?.ToString() ?? config.ServiceURL;
        if (!string.IsNullOrEmpty(url))
        {
            config.ServiceURL = url;
            config.AuthenticationRegion = region ?? config.AuthenticationRegion;
        }

        config.ConnectTimeout = s_connectTimeout;
        config.Timeout = timeout;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = 2;
    }

    private BasicAWSCredentials? Credentials() => settings is { AccessKeyId: { } id, SecretAccessKey: { } secret }
        ? new BasicAWSCredentials(id, secret)
        : null;
}
