using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Telemetry.Contracts.Http;

namespace Telemetry.HttpHosting.Problems;

/// <summary>
/// An error answer: problem details (RFC 9457) that name the field. Immutable; may be returned from an endpoint or written
/// with <see cref="ExecuteAsync"/>.
/// </summary>
/// <param name="Status">The HTTP status, 400 to 599.</param>
/// <param name="Code">A stable word for the kind of problem; the end of its <c>type</c>.</param>
/// <param name="Title">The kind of problem in words.</param>
public sealed record Problem(int Status, string Code, string Title) : IResult
{
    /// <summary>401: no token, or none that is known.</summary>
    public static Problem Unauthorized { get; } = new(StatusCodes.Status401Unauthorized, "unauthorized", "A known bearer token is needed");

    /// <summary>What went wrong this time.</summary>
    public string? Detail { get; init; }

    /// <summary>The fields at fault.</summary>
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The messages rejected.</summary>
    public IReadOnlyList<RejectedMessage>? Rejected { get; init; }

    /// <summary>When to try again; written as whole seconds, at least 1.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>400: a field, parameter or the body is malformed.</summary>
    public static Problem Malformed(string field, string detail) =>
        new(StatusCodes.Status400BadRequest, "malformed", "The request is malformed")
        {
            Detail = $"{field}: {detail}",
            Errors = [new FieldError(field, detail)],
        };

    /// <summary>403: the caller is known and may not do this.</summary>
    public static Problem Forbidden(string detail) =>
        new(StatusCodes.Status403Forbidden, "forbidden", "The token does not allow this") { Detail = detail };

    /// <summary>404: there is no such thing.</summary>
    public static Problem NotFound(string detail) =>
        new(StatusCodes.Status404NotFound, "not-found", "There is no such thing") { Detail = detail };

    /// <summary>410: it was there and is gone.</summary>
    public static Problem Gone(string detail) =>
        new(StatusCodes.Status410Gone, "gone", "It is gone") { Detail = detail };

    /// <summary>413: the body is too large.</summary>
    public static Problem TooLarge(string detail) =>
        new(StatusCodes.Status413PayloadTooLarge, "too-large", "The body is too large")
        {
            Detail = detail,
            Errors = [new FieldError("body", detail)],
        };

    /// <summary>415: the body's type or coding is not read here.</summary>
    public static Problem UnsupportedMedia(string header, string detail) =>
        new(StatusCodes.Status415UnsupportedMediaType, "unsupported-media", "The body's type is not read here")
        {
            Detail = detail,
            Errors = [new FieldError(header, detail)],
        };

    /// <summary>429: over the quota.</summary>
    public static Problem OverQuota(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status429TooManyRequests, "over-quota", "Over the quota") { Detail = detail, RetryAfter = retryAfter };

    /// <summary>503: a backend is down or a buffer is full; the same request works later.</summary>
    public static Problem Unavailable(string detail, TimeSpan retryAfter) =>
        new(StatusCodes.Status503ServiceUnavailable, "unavailable", "Not available for now") { Detail = detail, RetryAfter = retryAfter };

    /// <summary>Writes status, headers and body.</summary>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = ProblemReport.MediaType;
        response.Headers.CacheControl = "no-store";
        if (RetryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var report = new ProblemReport
        {
            Type = $"urn:telemetry:problem:{Code}",
            Title = Title,
            Status = Status,
            Detail = Detail,
            Errors = Errors,
            Rejected = Rejected,
        };
        return JsonSerializer.SerializeAsync(response.Body, report, HttpJson.Default.ProblemReport, httpContext.RequestAborted);
    }
}
