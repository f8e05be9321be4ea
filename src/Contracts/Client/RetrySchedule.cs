using System.Net;
using System.Net.Http.Headers;

namespace Telemetry.Contracts.Client;

/// <summary>When to post again: exponential back-off with full jitter, or as the receiver asks.</summary>
internal sealed class RetrySchedule(TelemetryClientOptions options, TimeProvider time, Func<double> random)
{
    // 2^30 times any base delay is beyond every cap; keeps the power finite.
    private const int LargestExponent = 30;

    /// <summary>True where the same batch may be taken later.</summary>
    public static bool IsTransient(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;

    /// <summary>The wait after failed attempt number <paramref name="attempt"/>, from 1.</summary>
    public TimeSpan DelayAfter(int attempt, RetryConditionHeaderValue? retryAfter)
    {
        var cap = Math.Min(
            options.MaxDelay.TotalMilliseconds,
            options.BaseDelay.TotalMilliseconds * Math.Pow(2, Math.Min(attempt - 1, LargestExponent)));
        var jittered = TimeSpan.FromMilliseconds(cap * random());
        // The jitter comes on top of what the receiver asks, so that the cars it sent away do not return all at once.
        return retryAfter is null ? jittered : Asked(retryAfter) + jittered;
    }

    private TimeSpan Asked(RetryConditionHeaderValue retryAfter)
    {
        var asked = retryAfter.Delta ?? retryAfter.Date - time.GetUtcNow() ?? TimeSpan.Zero;
        return TimeSpan.FromTicks(Math.Clamp(asked.Ticks, 0, options.MaxRetryAfter.Ticks));
    }
}
