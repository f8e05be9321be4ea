using Amazon.Runtime;

namespace Telemetry.Aws.Sqs;

/// <summary>An answer in the SDK's pipeline.</summary>
internal sealed class SqsAnswer<T> : AmazonWebServiceResponse
    where T : new()
{
    public T Body { get; set; } = new();
}
