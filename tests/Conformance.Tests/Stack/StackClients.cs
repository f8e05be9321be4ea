using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>AWS clients for the servers of a stack.</summary>
internal static class StackClients
{
    public static AmazonDynamoDBClient DynamoDb(this StackEndpoints endpoints) => new(
        endpoints.Credentials(),
        new AmazonDynamoDBConfig { ServiceURL = endpoints.DynamoDb.ToString(), AuthenticationRegion = endpoints.Region });

    public static AmazonS3Client S3(this StackEndpoints endpoints) => new(
        endpoints.Credentials(),
        new AmazonS3Config
        {
            ServiceURL = endpoints.S3.ToString(), AuthenticationRegion = endpoints.Region, ForcePathStyle = true,
        });

    private static BasicAWSCredentials Credentials(this StackEndpoints endpoints) =>
        new(endpoints.AccessKeyId, endpoints.SecretAccessKey);
}
