using Amazon.DynamoDBv2;
using Amazon.S3;
using Telemetry.Aws;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>AWS clients for the servers of a stack.</summary>
internal static class StackClients
{
    public static IAmazonDynamoDB DynamoDb(this StackEndpoints endpoints) => endpoints.Clients().CreateDynamoDb();

    public static IAmazonS3 S3(this StackEndpoints endpoints) => endpoints.Clients().CreateS3();

    private static AwsClients Clients(this StackEndpoints endpoints) => new(new AwsSettings
    {
        S3 = endpoints.S3, Sqs = endpoints.Sqs, DynamoDb = endpoints.DynamoDb, Region = endpoints.Region,
        AccessKeyId = endpoints.AccessKeyId, SecretAccessKey = endpoints.SecretAccessKey,
    });
}
