using System.Text.Json.Nodes;
using Telemetry.AppHost.Platforms;
using Telemetry.Benchmarks.Fleets;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Benching;

/// <summary>What one load came to.</summary>
internal sealed class PipelineFigures
{
    /// <summary>The bodies posted.</summary>
    public required IReadOnlyList<FleetPost> Posts { get; init; }

    /// <summary>How posting went.</summary>
    public required PostRun Run { get; init; }

    /// <summary>A sample a second.</summary>
    public required IReadOnlyList<PipelineSample> Samples { get; init; }

    /// <summary>The sample with which the measured time begins.</summary>
    public required int From { get; init; }

    /// <summary>The sample with which it ends.</summary>
    public required int To { get; init; }

    /// <summary>The workers' counts before the load.</summary>
    public required WorkerCounts Before { get; init; }

    /// <summary>The workers' counts once all was applied.</summary>
    public required WorkerCounts After { get; init; }

    /// <summary>What processes had used before the load.</summary>
    public required IReadOnlyDictionary<string, ProcessUse> UseBefore { get; init; }

    /// <summary>What processes had used when the measured time began.</summary>
    public required IReadOnlyDictionary<string, ProcessUse> UseAtBegin { get; init; }

    /// <summary>What processes had used when the measured time ended.</summary>
    public required IReadOnlyDictionary<string, ProcessUse> UseAtEnd { get; init; }

    /// <summary>What processes had used once all was applied.</summary>
    public required IReadOnlyDictionary<string, ProcessUse> UseDrained { get; init; }

    /// <summary>From receipt to feed; null where few facts came.</summary>
    public required Freshness? Freshness { get; init; }

    /// <summary>When all was applied and published, from the start of the load.</summary>
    public required TimeSpan Drained { get; init; }

    /// <summary>The books at the end.</summary>
    public required DrainedPlatform Books { get; init; }

    private double FramesPerMessage => Posts.Sum(post => (double)post.Frames) / Posts.Sum(post => post.Messages);

    private TimeSpan Measured => Samples[To].At - Samples[From].At;

    /// <summary>New frames a second that were offered in the measured time.</summary>
    public double OfferedPerS => (Samples[To].PostedFrames - Samples[From].PostedFrames) / Measured.TotalSeconds;

    /// <summary>
    /// New frames a second that were applied in the measured time: the slope of the line through the samples (least squares), because
    /// chunks complete in flushes.
    /// </summary>
    public double AppliedPerS
    {
        get
        {
            var points = Samples.Skip(From).Take(To - From + 1).Select(sample => (X: sample.At.TotalSeconds, Y: (double)sample.Workers.Messages)).ToList();
            var (x, y) = (points.Average(point => point.X), points.Average(point => point.Y));
            return FramesPerMessage * points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
        }
    }

    /// <summary>New frames a second, applied as fast as they came or slower.</summary>
    public double SustainedPerS => Math.Min(AppliedPerS, OfferedPerS);

    /// <summary>Everything by name, in snake case.</summary>
    public JsonObject ToJson()
    {
        var (a, b) = (Samples[From].Workers, Samples[To].Workers);
        var seconds = Measured.TotalSeconds;
        var frames = (b.Messages - a.Messages) * FramesPerMessage;
        var all = (After.Messages - Before.Messages) * FramesPerMessage;
        return new JsonObject
        {
            ["offered_frames_per_s"] = Math.Round(OfferedPerS),
            ["applied_frames_per_s"] = Math.Round(AppliedPerS),
            ["backlog_s"] = new JsonObject
            {
                ["begin"] = BacklogS(From), ["end"] = BacklogS(To),
                ["peak"] = Enumerable.Range(From, To - From + 1).Max(BacklogS),
            },
            ["drained_after_s"] = Math.Round((Drained - Posts[^1].At).TotalSeconds, 1),
            ["posts"] = Posts.Count,
            ["messages"] = Run.Messages,
            ["new_frames_per_message"] = Math.Round(FramesPerMessage, 2),
            ["body_bytes_per_new_frame"] = Math.Round(Posts.Sum(post => (double)post.Body.Length) / Posts.Sum(post => (double)post.Frames), 1),
            ["retries"] = Run.Retries,
            ["answer_ms"] = new JsonObject { ["p50"] = Math.Round(Run.AnswerMs(0.5)), ["p99"] = Math.Round(Run.AnswerMs(0.99)) },
            ["latest_post_ms"] = Math.Round(Run.LargestDelay.TotalMilliseconds),
            ["contributions_per_frame"] = Math.Round((After.Contributions - Before.Contributions) / all, 4),
            ["contributions_per_s"] = Math.Round((b.Contributions - a.Contributions) / seconds),
            ["puts_per_s"] = Math.Round((b.Puts - a.Puts) / seconds),
            ["puts_per_million_frames"] = Math.Round((b.Puts - a.Puts) / frames * 1e6),
            ["conflicts_per_s"] = Math.Round((b.Conflicts - a.Conflicts) / seconds, 1),
            ["changes_per_s"] = Math.Round((b.Changes - a.Changes) / seconds),
            ["cells_per_s"] = Math.Round((b.Cells - a.Cells) / seconds, 1),
            ["cpu_us_per_frame"] = new JsonObject(CpuUs(UseAtBegin, UseAtEnd, OfferedPerS * seconds)),
            ["receiver_and_workers_us_per_frame"] = Math.Round(UsOf(IsService, UseAtBegin, UseAtEnd, OfferedPerS * seconds), 1),
            ["until_drained"] = new JsonObject
            {
                ["cpu_us_per_frame"] = new JsonObject(CpuUs(UseBefore, UseDrained, all)),
                ["receiver_and_workers_us_per_frame"] = Math.Round(UsOf(IsService, UseBefore, UseDrained, all), 1),
                ["puts_per_million_frames"] = Math.Round((After.Puts - Before.Puts) / all * 1e6),
                ["conflicts_per_million_frames"] = Math.Round((After.Conflicts - Before.Conflicts) / all * 1e6),
            },
            ["cores_busy"] = Math.Round(UsOf(_ => true, UseAtBegin, UseAtEnd, 1e6) / seconds, 2),
            ["resident_mb"] = new JsonObject(UseAtEnd.Select(use => KeyValuePair.Create<string, JsonNode?>(use.Key, new JsonArray(
                Megabytes(UseAtBegin[use.Key]), Megabytes(use.Value), Megabytes(UseDrained[use.Key]))))),
            ["freshness_ms"] = Freshness is null ? null : new JsonObject { ["p50"] = Freshness.P50, ["p99"] = Freshness.P99, ["facts"] = Freshness.Facts },
            ["books_balance"] = Books.BooksBalance,
            ["in_flight"] = Books.Frames.InFlight,
        };
    }

    // How long ago the messages applied last had come, at the load's rate.
    private double BacklogS(int sample)
    {
        var behind = Samples[sample].AcknowledgedMessages - (Samples[sample].Workers.Messages - Before.Messages);
        return Math.Round(behind * FramesPerMessage / OfferedPerS, 1);
    }

    private static bool IsService(string name) => name == "receiver" || name.StartsWith("worker", StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, JsonNode?>> CpuUs(
        IReadOnlyDictionary<string, ProcessUse> from, IReadOnlyDictionary<string, ProcessUse> to, double frames) =>
        to.Keys.Select(name => KeyValuePair.Create<string, JsonNode?>(name, Math.Round(UsOf(other => other == name, from, to, frames), 2)));

    private static double UsOf(
        Predicate<string> which, IReadOnlyDictionary<string, ProcessUse> from, IReadOnlyDictionary<string, ProcessUse> to, double frames) =>
        to.Where(use => which(use.Key) && from.ContainsKey(use.Key))
            .Sum(use => (use.Value.Processor - from[use.Key].Processor).TotalMicroseconds) / frames;

    private static JsonNode Megabytes(ProcessUse use) => Math.Round(use.ResidentBytes / 1e6);
}
