using System.Diagnostics.Metrics;
using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.Receiver;

/// <summary>The receiver's measures, meter <c>Telemetry.Receiver</c>. received = accepted + rejected + duplicate, in frames.</summary>
internal sealed class ReceiverMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Telemetry.Receiver";

    private readonly Counter<long> _received;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _duplicate;
    private readonly Counter<long> _refusedPosts;
    private readonly Histogram<double> _commit;

    public ReceiverMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _received = meter.CreateCounter<long>("receiver.frames.received", "{frame}", "Frames of batches that were answered for good.");
        _accepted = meter.CreateCounter<long>("receiver.frames.accepted", "{frame}", "Frames durable and queued.");
        _rejected = meter.CreateCounter<long>("receiver.frames.rejected", "{frame}", "Frames of rejected messages.");
        _duplicate = meter.CreateCounter<long>("receiver.frames.duplicate", "{frame}", "Frames of repeated messages.");
        _refusedPosts = meter.CreateCounter<long>("receiver.posts.refused", "{request}", "Posts answered with an error, by status.");
        _commit = meter.CreateHistogram<double>("receiver.commit.duration", "s", "From a message's acceptance to its durability.");
    }

    public void Committed(int frames, TimeSpan took)
    {
        _received.Add(frames);
        _accepted.Add(frames);
        _commit.Record(took.TotalSeconds);
    }

    public void Refused(RefusedCounts refused)
    {
        _received.Add(refused.RejectedFrames + refused.DuplicateFrames);
        _rejected.Add(refused.RejectedFrames);
        _duplicate.Add(refused.DuplicateFrames);
    }

    public void RefusedPost(int status) => _refusedPosts.Add(1, new KeyValuePair<string, object?>("status", status));
}
