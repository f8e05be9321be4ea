using System.Net.Http.Headers;

namespace Telemetry.Contracts.Client;

/// <summary>What came of one HTTP request.</summary>
internal sealed record PostAnswer(
    DeliveryOutcome Outcome, int? StatusCode = null, BatchReceipt? Receipt = null, string? Problem = null,
    RetryConditionHeaderValue? RetryAfter = null);
