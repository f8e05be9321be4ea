using System.Net;
using Amazon.Runtime;

namespace Telemetry.Aws.Sqs;

/// <summary>What SQS answered instead of a result.</summary>
public sealed class AmazonSqsException : AmazonServiceException
{
    /// <param name="message">What SQS says.</param>
    /// <param name="inner">What the transport says.</param>
    /// <param name="errorType">Whose fault it is.</param>
    /// <param name="errorCode">The error's code.</param>
    /// <param name="requestId">The request's id.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public AmazonSqsException(
        string message, Exception? inner, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, inner, errorType, errorCode, requestId, statusCode)
    {
    }
}
