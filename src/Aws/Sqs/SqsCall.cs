using Amazon.Runtime;

namespace Telemetry.Aws.Sqs;

/// <summary>A request in the SDK's pipeline: an operation's name and what it says.</summary>
internal sealed class SqsCall<T>(string operation, T body) : AmazonWebServiceRequest
{
    public string Operation { get; } = operation;

    public T Body { get; } = body;
}
