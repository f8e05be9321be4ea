using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Telemetry.Aws.Sqs;

/// <summary>Writes any operation's request: AWS JSON 1.0, posted to the service's root.</summary>
internal sealed class SqsMarshaller<T>(JsonTypeInfo<T> type) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (SqsCall<T>)input;
        var request = new DefaultRequest(input, "Amazon.SQS")
        {
            HttpMethod = "POST",
            ResourcePath = "/",
            Content = JsonSerializer.SerializeToUtf8Bytes(call.Body, type),
        };
        request.Headers["X-Amz-Target"] = $"AmazonSQS.{call.Operation}";
        request.Headers["Content-Type"] = "application/x-amz-json-1.0";
        return request;
    }
}
