using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.Receiver.Lanes;

/// <summary>
/// Chooses the lane of a batch: live, unless it is late or its fleet is over its share. What goes to the bulk lane is as durable and as
/// sure to be applied; it waits where live work waits too. Safe for use by many threads.
/// </summary>
/// <param name="lateAfter">A batch whose newest frame is older is late; null: none is.</param>
/// <param name="shares">Who is over its share.</param>
/// <param name="time">The clock.</param>
internal sealed class LaneChoice(TimeSpan? lateAfter, FleetShares shares, TimeProvider time)
{
    /// <summary>The lane of a batch's new messages.</summary>
    /// <param name="fleet">Whose they are.</param>
    /// <param name="frames">How many frames they hold.</param>
    /// <param name="newestMs">The time of the newest frame, Unix milliseconds.</param>
    public WorkLane Choose(string fleet, int frames, long newestMs)
    {
        // Late ones count for nobody's share: they are nobody's rival for the live lane.
        if (lateAfter is { } limit && newestMs < (time.GetUtcNow() - limit).ToUnixTimeMilliseconds())
            return WorkLane.Bulk;
        var seconds = (double)time.GetTimestamp() / time.TimestampFrequency;
        return shares.TryTake(fleet, frames, seconds) ? WorkLane.Live : WorkLane.Bulk;
    }
}
