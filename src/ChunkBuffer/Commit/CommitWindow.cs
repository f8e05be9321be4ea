using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Commit;

/// <summary>
/// Gathers a lane's batches and hands them over when their time is up, when they are many, or when one neighbourhood fills a
/// chunk. Safe for use by many threads.
/// </summary>
internal sealed class CommitWindow
{
    private readonly GroupCommitOptions _options;
    private readonly Action<IReadOnlyList<PendingBatch>> _close;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly Dictionary<CellId, long> _bytesByCell = [];
    private List<PendingBatch> _open = [];
    private long _bytes;
    private bool _stopped;

    /// <param name="options">Sizes and the window's length.</param>
    /// <param name="time">The clock.</param>
    /// <param name="close">Takes the batches over; called under the window's lock, so that nothing overtakes a stop.</param>
    public CommitWindow(GroupCommitOptions options, TimeProvider time, Action<IReadOnlyList<PendingBatch>> close)
    {
        _options = options;
        _close = close;
        _timer = time.CreateTimer(_ => CloseAll(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>False where the window was stopped.</summary>
    public bool TryAdd(PendingBatch batch)
    {
        lock (_gate)
        {
            if (_stopped)
                return false;
            if (_open.Count == 0)
                _timer.Change(_options.Window, Timeout.InfiniteTimeSpan);
            _open.Add(batch);
            _bytes += batch.Bytes;
            var ofCell = _bytesByCell.GetValueOrDefault(batch.Neighbourhood) + batch.Bytes;
            _bytesByCell[batch.Neighbourhood] = ofCell;
            if (_bytes >= _options.WindowBytes)
                CloseAll();
            else if (ofCell >= _options.ChunkBytes)
                CloseCell(batch.Neighbourhood);
            return true;
        }
    }

    /// <summary>Hands over what is there and takes nothing more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            CloseAll();
            _timer.Dispose();
        }
    }

    private void CloseAll()
    {
        lock (_gate)
        {
            if (_open.Count == 0)
                return;
            var batches = _open;
            _open = [];
            _bytes = 0;
            _bytesByCell.Clear();
            if (!_stopped)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _close(batches);
        }
    }

    private void CloseCell(CellId cell)
    {
        var batches = _open.FindAll(b => b.Neighbourhood == cell);
        _open.RemoveAll(b => b.Neighbourhood == cell);
        _bytesByCell.Remove(cell);
        _bytes -= batches.Sum(b => b.Bytes);
        _close(batches);
    }
}
