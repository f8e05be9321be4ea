using System.Net;
using Amazon.Runtime;
using Telemetry.Contracts.Faults;

namespace Telemetry.MapStore.Aws;

/// <summary>Tells a service that cannot serve for now from a mistake of ours.</summary>
internal static class AwsFaults
{
    /// <summary>Runs an operation; what means "not now" comes out as <see cref="BackendUnavailableException"/>.</summary>
    /// <param name="backend">The port's name in words.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="cancellationToken">The token that the operation was given.</param>
    public static async Task<T> GuardAsync<T>(string backend, Task<T> operation, CancellationToken cancellationToken)
    {
        try
        {
            return await operation.ConfigureAwait(false);
        }
        catch (Exception fault) when (IsUnavailable(fault, cancellationToken))
        {
            throw new BackendUnavailableException(backend, fault);
        }
    }

    /// <summary>
    /// True for connections lost or refused, timeouts, throttling, the service's own errors and missing or refused
    /// credentials (a role's may lapse and come back).
    /// </summary>
    private static bool IsUnavailable(Exception fault, CancellationToken cancellationToken) => fault switch
    {
        AmazonServiceException service =>
            service.Retryable is not null || (int)service.StatusCode >= 500 ||
            service.StatusCode is 0 or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
                or HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized ||
            service.ErrorCode is "ProvisionedThroughputExceededException" or "ThrottlingException" or "RequestLimitExceeded"
                or "LimitExceededException" or "ExpiredTokenException",
        AmazonClientException or HttpRequestException or IOException or TimeoutException => true,
        // The client's own timeout; the caller's token is the caller's business.
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };
}
