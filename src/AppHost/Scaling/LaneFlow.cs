using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.AppHost.Scaling;

/// <summary>How many frames wait in a lane, from how many items do and what workers take out. For one caller at a time.</summary>
internal sealed class LaneFlow(WorkLane lane, TimeSpan window)
{
    private readonly FlowMeter _items = new(window);
    private readonly FlowMeter _frames = new(window);
    private double? _framesPerItem;

    /// <summary>The label of a lane's series.</summary>
    public static string LabelOf(WorkLane lane) => $"lane=\"{(lane == WorkLane.Live ? "live" : "bulk")}\"";

    /// <summary>
    /// Frames that wait or are held; null where the queue could not be asked, or items wait of which nobody knows the size.
    /// </summary>
    public double? FramesOf(QueueDepth? depth, IReadOnlyList<(string Process, MetricsPage Page)> workers, DateTimeOffset now)
    {
        _items.Add(workers.Select(worker => (worker.Process, worker.Page.SumOf("worker_items_received_total", LabelOf(lane)))), now);
        _frames.Add(workers.Select(worker => (worker.Process, worker.Page.SumOf("worker_frames_received_total", LabelOf(lane)))), now);
        if (_items.Grown > 0)
            _framesPerItem = _frames.Grown / _items.Grown;
        if (depth is not { } known)
            return null;
        var items = known.Visible + known.InFlight;
        return items == 0 ? 0 : items * _framesPerItem;
    }
}
