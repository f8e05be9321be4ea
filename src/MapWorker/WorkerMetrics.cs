using System.Diagnostics.Metrics;

namespace Telemetry.MapWorker;

/// <summary>The worker's measurements, meter <c>Telemetry.MapWorker</c>. Safe for use by many threads.</summary>
internal sealed class WorkerMetrics : IDisposable
{
    private readonly Meter _meter;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _messages;
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
        _contributions = _meter.CreateCounter<long>("worker.contributions", "{contribution}", "Contributions handed to grains");
        _heads = _meter.CreateCounter<long>("worker.grain_puts", "{put}", "Grain heads put");
        _conflicts = _meter.CreateCounter<long>("worker.grain_conflicts", "{conflict}", "Grain puts that lost to another writer");
        _changes = _meter.CreateCounter<long>("worker.changes", "{change}", "Changes written to the feed");
        _cells = _meter.CreateCounter<long>("worker.cells", "{cell}", "Cells whose candidate roads and closures were derived");
        _flush = _meter.CreateHistogram<double>("worker.flush_duration", "s", "From the end of a flush window to the last commit");
    }

    public void Completed(string outcome, int frames)
    {
        _messages.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
        _frames.Add(frames, new KeyValuePair<string, object?>("outcome", outcome));
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

    public void Dispose() => _meter.Dispose();
}
