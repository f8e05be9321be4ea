using Microsoft.AspNetCore.Builder;

namespace Telemetry.HttpHosting.Problems;

/// <summary>Problem details for a whole application.</summary>
public static class ProblemRegistration
{
    /// <summary>
    /// Answers whatever escapes an endpoint with problem details: 503 for a backend that is down, the status of a bad
    /// request, 500 otherwise; gives errors without a body (404, 405) one. Comes first in the pipeline.
    /// </summary>
    public static IApplicationBuilder UseProblems(this IApplicationBuilder app) => app.UseMiddleware<ProblemMiddleware>();
}
