using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Posting;

namespace Telemetry.AppHost.Load;

/// <summary>How a load test stands.</summary>
/// <param name="Sample">The newest sample.</param>
/// <param name="Posts">What the generator did so far.</param>
/// <param name="Freshness">Freshness of all facts so far; null where there is none.</param>
/// <param name="Happened">What happened last; null where nothing did.</param>
internal sealed record LoadState(LoadSample Sample, PostCounts Posts, Percentiles? Freshness, LoadEvent? Happened);
