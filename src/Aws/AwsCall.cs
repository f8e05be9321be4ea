using Amazon.Runtime;
using Telemetry.Contracts.Faults;

namespace Telemetry.Aws;

/// <summary>
/// Runs a client's call and translates its errors: whatever says that the service is down, slow, throttling, missing or
/// refusing becomes <see cref="BackendUnavailableException"/>. What says that the request itself is wrong is passed on: that
/// is a bug, and trying again would not help.
/// </summary>
public static class AwsCall
{
    private static readonly HashSet<string> s_requestFaults = new(StringComparer.Ordinal)
    {
        // DynamoDB
        "ValidationException", "SerializationException", "ConditionalCheckFailedException",
        "TransactionCanceledException", "ItemCollectionSizeLimitExceededException", "ResourceInUseException",
        // S3
        "NoSuchKey", "PreconditionFailed", "EntityTooLarge", "InvalidArgument", "InvalidRequest", "InvalidBucketName",
        "NotImplemented",
        // SQS
        "InvalidParameterValue", "InvalidMessageContents", "InvalidAttributeName", "InvalidAttributeValue",
        "BatchRequestTooLong", "QueueNameExists", "QueueAlreadyExists", "EmptyBatchRequest", "TooManyEntriesInBatchRequest",
    };

    /// <param name="backend">The port's name in words, for example <c>chunk store</c>.</param>
    /// <param name="call">The call; its token is <paramref name="cancellationToken"/>.</param>
    /// <param name="cancellationToken">Tells a caller's cancellation from a timeout of the client.</param>
    /// <exception cref="BackendUnavailableException">The service cannot serve for now.</exception>
    /// <exception cref="AmazonServiceException">The service refused the request for what it says.</exception>
    public static async Task<T> RunAsync<T>(string backend, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && IsUnavailable(e))
        {
            throw new BackendUnavailableException(backend, e);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is not OperationCanceledException && IsUnavailable(e))
        {
            // The SDK wraps a cancelled request in an error of its own now and then.
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
    }

    /// <summary>True where an error of a client says nothing about the request.</summary>
    public static bool IsUnavailable(Exception error) => error switch
    {
        AmazonServiceException e => !s_requestFaults.Contains(CodeOf(e)),
        AmazonClientException or HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => true,
        _ => false,
    };

    /// <summary>The error's code without a namespace; empty where it has none.</summary>
    public static string CodeOf(AmazonServiceException error)
    {
        var code = error.ErrorCode ?? "";
        // SQS puts its older names in a shape of their own: AWS.SimpleQueueService.NonExistentQueue.
        var dot = code.LastIndexOfAny(['.', '#']);
        return dot < 0 ? code : code[(dot + 1)..];
    }
}
