using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Telemetry.Aws.Sqs;

/// <summary>Reads any operation's answer, or its error.</summary>
internal sealed class SqsUnmarshaller<T>(JsonTypeInfo<T> type) : JsonResponseUnmarshaller
    where T : new()
{
    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext context)
    {
        // Operations that say nothing answer with no bytes or with an empty object.
        using var bytes = new MemoryStream();
        context.Stream.CopyTo(bytes);
        var body = bytes.Length == 0 ? new T() : JsonSerializer.Deserialize(bytes.ToArray(), type) ?? new T();
        return new SqsAnswer<T> { Body = body };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream, 4096, context.JsonMaxDepth);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        return new AmazonSqsException(
            error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }
}
