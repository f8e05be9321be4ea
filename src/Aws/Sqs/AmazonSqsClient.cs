using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Telemetry.Aws.Sqs.Model;

namespace Telemetry.Aws.Sqs;

/// <summary>
/// SQS over AWS JSON 1.0 on the SDK's core, which gives credentials, retries, regions, endpoints and signatures. Operations and
/// fields are named as in the SDK's own SQS package, so that it can take this one's place. Errors are
/// <see cref="AmazonSqsException"/> and the SDK's. Safe for use by many threads.
/// </summary>
public sealed class AmazonSqsClient : AmazonServiceClient
{
    /// <param name="config">Credentials come from the SDK's sources.</param>
    public AmazonSqsClient(AmazonSqsConfig config)
        : base(config)
    {
    }

    /// <param name="credentials">What to sign with.</param>
    /// <param name="config">Where SQS is.</param>
    public AmazonSqsClient(AWSCredentials credentials, AmazonSqsConfig config)
        : base(credentials, config)
    {
    }

    /// <inheritdoc/>
    protected override IServiceMetadata ServiceMetadata { get; } = new Metadata();

    /// <summary>Makes a queue, or finds it where it exists with the same attributes.</summary>
    public Task<CreateQueueResponse> CreateQueueAsync(CreateQueueRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("CreateQueue", request, SqsJson.Default.CreateQueueRequest, SqsJson.Default.CreateQueueResponse, cancellationToken);

    /// <summary>Finds a queue.</summary>
    public Task<GetQueueUrlResponse> GetQueueUrlAsync(GetQueueUrlRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("GetQueueUrl", request, SqsJson.Default.GetQueueUrlRequest, SqsJson.Default.GetQueueUrlResponse, cancellationToken);

    /// <summary>Reads a queue's attributes.</summary>
    public Task<GetQueueAttributesResponse> GetQueueAttributesAsync(GetQueueAttributesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("GetQueueAttributes", request, SqsJson.Default.GetQueueAttributesRequest, SqsJson.Default.GetQueueAttributesResponse, cancellationToken);

    /// <summary>Changes a queue's attributes.</summary>
    public Task<SetQueueAttributesResponse> SetQueueAttributesAsync(SetQueueAttributesRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("SetQueueAttributes", request, SqsJson.Default.SetQueueAttributesRequest, SqsJson.Default.SetQueueAttributesResponse, cancellationToken);

    /// <summary>Removes everything from a queue; SQS allows it once a minute.</summary>
    public Task<PurgeQueueResponse> PurgeQueueAsync(PurgeQueueRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("PurgeQueue", request, SqsJson.Default.PurgeQueueRequest, SqsJson.Default.PurgeQueueResponse, cancellationToken);

    /// <summary>Deletes a queue.</summary>
    public Task<DeleteQueueResponse> DeleteQueueAsync(DeleteQueueRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("DeleteQueue", request, SqsJson.Default.DeleteQueueRequest, SqsJson.Default.DeleteQueueResponse, cancellationToken);

    /// <summary>Sends one message.</summary>
    public Task<SendMessageResponse> SendMessageAsync(SendMessageRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("SendMessage", request, SqsJson.Default.SendMessageRequest, SqsJson.Default.SendMessageResponse, cancellationToken);

    /// <summary>Sends up to ten messages.</summary>
    public Task<SendMessageBatchResponse> SendMessageBatchAsync(SendMessageBatchRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("SendMessageBatch", request, SqsJson.Default.SendMessageBatchRequest, SqsJson.Default.SendMessageBatchResponse, cancellationToken);

    /// <summary>Receives messages and hides them from others.</summary>
    public Task<ReceiveMessageResponse> ReceiveMessageAsync(ReceiveMessageRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("ReceiveMessage", request, SqsJson.Default.ReceiveMessageRequest, SqsJson.Default.ReceiveMessageResponse, cancellationToken);

    /// <summary>Removes up to ten messages.</summary>
    public Task<DeleteMessageBatchResponse> DeleteMessageBatchAsync(DeleteMessageBatchRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("DeleteMessageBatch", request, SqsJson.Default.DeleteMessageBatchRequest, SqsJson.Default.DeleteMessageBatchResponse, cancellationToken);

    /// <summary>Hides up to ten messages for another time.</summary>
    public Task<ChangeMessageVisibilityBatchResponse> ChangeMessageVisibilityBatchAsync(ChangeMessageVisibilityBatchRequest request, CancellationToken cancellationToken) =>
        InvokeAsync("ChangeMessageVisibilityBatch", request, SqsJson.Default.ChangeMessageVisibilityBatchRequest, SqsJson.Default.ChangeMessageVisibilityBatchResponse, cancellationToken);

    /// <inheritdoc/>
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new SqsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SqsAuthHandler());
    }

    private async Task<TAnswer> InvokeAsync<TRequest, TAnswer>(
        string operation, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType,
        CancellationToken cancellationToken)
        where TAnswer : new()
    {
        var options = new InvokeOptions
        {
            RequestMarshaller = new SqsMarshaller<TRequest>(requestType),
            ResponseUnmarshaller = new SqsUnmarshaller<TAnswer>(answerType),
        };
        var call = new SqsCall<TRequest>(operation, request);
        return (await InvokeAsync<SqsAnswer<TAnswer>>(call, options, cancellationToken)).Body;
    }

    private sealed class Metadata : IServiceMetadata
    {
        public string ServiceId => "SQS";

        public IDictionary<string, string> OperationNameMapping { get; } = new Dictionary<string, string>();
    }
}
