using System.Net.Http.Headers;
using Telemetry.Contracts.Http;

namespace Telemetry.Contracts.Client;

/// <summary>What came of one HTTP request.</summary>
internal sealed record PostAnswer(
    DeliveryOutcome Outcome, int? StatusCode = null, FramesAccepted? Receipt = null, string? Problem = null,
    RetryConditionHeaderValue? RetryAfter = null);
