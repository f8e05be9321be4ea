using System.Diagnostics.Metrics;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapWorker;

/// <summary>The worker's measurements, meter <c>Telemetry.MapWorker</c>. Safe for use by many threads.</summary>
internal sealed class WorkerMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _messages;
    private readonly Counter<long> _fixes;
    private readonly Counter<long> _breaks;
    private readonly Counter<long> _contributions;
    private readonly Counter<long> _heads;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _changes;
    private readonly Counter<long> _cells;
    private readonly Histogram<double> _flush;

    public WorkerMetrics(IMeterFactory factory)
    {
        _meter = factory.Create("Telemetry.MapWorker");
        _frames = _meter.CreateCounter<long>("worker.frames", "{frame}", "Frames of completed messages, by outcome");
        _messages = _meter.CreateCounter<long>("worker.messages", "{message}", "Completed messages, by outcome");
        _fixes = _meter.CreateCounter<long>("worker.fixes", "{frame}", "Counted frames of messages matched, repeats included, by what matching made of them");
        _breaks = _meter.CreateCounter<long>("worker.breaks", "{break}", "Interruptions of the drives matched, repeats included, by reason");
        _contributions = _meter.CreateCounter<long>("worker.contributions", "{contribution}", "Contributions handed to grains");
        _heads = _meter.CreateCounter<long>("worker.grain_puts", "{put}", "Grain heads put");
        _conflicts = _meter.CreateCounter<long>("worker.grain_conflicts", "{conflict}", "Grain puts that lost to another writer");
        _changes = _meter.CreateCounter<long>("worker.changes", "{change}", "Changes written to the feed");
        _cells = _meter.CreateCounter<long>("worker.cells", "{cell}", "Cells whose candidate roads and closures were derived");
        _flush = _meter.CreateHistogram<double>("worker.flush_duration", "s", "From the end of a flush window to the last commit");
    }

    /// <summary>For instruments of what the worker is made of.</summary>
    public Meter Meter => _meter;

    public void Completed(string outcome, int frames)
    {
        _messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _frames.Add(frames, new KeyValuePair<string, object?>("outcome", outcome));
    }

    public void Matched(in MatchTally tally)
    {
        Add(_fixes, tally.Matched, "match", "matched");
        Add(_fixes, tally.OffNetwork, "match", "off_network");
        Add(_fixes, tally.Teleported, "match", "teleported");
        Add(_fixes, tally.Outliers, "match", "outlier");
        Add(_breaks, tally.OffNetworkBreaks, "reason", "off_network");
        Add(_breaks, tally.NoRouteBreaks, "reason", "no_route");
        Add(_breaks, tally.TeleportBreaks, "reason", "teleport");
        Add(_breaks, tally.TimeGapBreaks, "reason", "time_gap");
    }

    public void Contributed(int count) => _contributions.Add(count);

    public void HeadPut(bool succeeded) => (succeeded ? _heads : _conflicts).Add(1);

    public void Flushed(TimeSpan took, int changes)
    {
        _flush.Record(took.TotalSeconds);
        _changes.Add(changes);
    }

    public void Derived(int cells, int changes)
    {
        _cells.Add(cells);
        _changes.Add(changes);
    }

    private static void Add(Counter<long> counter, int count, string tag, string value)
    {
        if (count > 0)
            counter.Add(count, new KeyValuePair<string, object?>(tag, value));
    }

    public void Dispose() => _meter.Dispose();
}
