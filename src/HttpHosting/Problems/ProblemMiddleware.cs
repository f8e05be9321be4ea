using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Telemetry.Contracts.Faults;

namespace Telemetry.HttpHosting.Problems;

/// <summary>Turns what escapes an endpoint, and every error without a body, into problem details.</summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    private static readonly TimeSpan BackendRetry = TimeSpan.FromSeconds(2);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
            return;
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await ProblemOf(fault).ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        if (response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null })
            await Bare(response.StatusCode).ExecuteAsync(context);
    }

    private Problem ProblemOf(Exception fault)
    {
        switch (fault)
        {
            case BackendUnavailableException backend:
                LogBackend(logger, backend.Backend, backend);
                return Problem.Unavailable($"The {backend.Backend} is unavailable.", BackendRetry);
            case BadHttpRequestException bad:
                return Bare(bad.StatusCode) with { Detail = bad.Message };
            default:
                LogUnexpected(logger, fault);
                return Bare(StatusCodes.Status500InternalServerError);
        }
    }

    private static Problem Bare(int status)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        return new Problem(status, title.Length == 0 ? "other" : title.ToLowerInvariant().Replace(' ', '-'), title);
    }

    [LoggerMessage(EventId = 1001, Level = LogLevel.Warning, Message = "The {Backend} is unavailable")]
    private static partial void LogBackend(ILogger logger, string backend, Exception fault);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private static partial void LogUnexpected(ILogger logger, Exception fault);
}
