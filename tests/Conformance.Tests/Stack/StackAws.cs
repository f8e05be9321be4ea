using Telemetry.Aws;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>The platform's own clients for the servers of a stack, and for none.</summary>
internal static class StackAws
{
    /// <summary>Clients of a host that nobody answers at: port 9 refuses.</summary>
    public static AwsClients Nowhere { get; } = new(new AwsSettings
    {
        S3 = new Uri("http://127.0.0.1:9"),
        Sqs = new Uri("http://127.0.0.1:9"),
        DynamoDb = new Uri("http://127.0.0.1:9"),
        AccessKeyId = "nobody",
        SecretAccessKey = "nowhere",
        Region = "eu-central-1",
    });

    public static AwsClients Aws(this StackEndpoints endpoints) => new(new AwsSettings
    {
        S3 = endpoints.S3,
        Sqs = endpoints.Sqs,
        DynamoDb = endpoints.DynamoDb,
        AccessKeyId = endpoints.AccessKeyId,
        SecretAccessKey = endpoints.SecretAccessKey,
        Region = endpoints.Region,
    });
}
