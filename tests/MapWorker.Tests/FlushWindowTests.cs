using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Tests;

public sealed class FlushWindowTests
{
    private readonly FlushWindow _window = new(new MapWorkerOptions());

    [Fact]
    public void Next_FreshBacklog_StaysAtOneSecond()
    {
        _window.NoteBacklogAge(WorkLane.Live, TimeSpan.FromSeconds(5));
        Assert.Equal([1, 1, 1], Seconds(3));
    }

    [Fact]
    public void Next_OldBacklog_GrowsToTenSecondsAndShrinksAgain()
    {
        _window.NoteBacklogAge(WorkLane.Live, TimeSpan.FromSeconds(5.1));
        Assert.Equal([2, 4, 8, 10, 10], Seconds(5));
        _window.NoteBacklogAge(WorkLane.Live, TimeSpan.Zero);
        Assert.Equal([5, 2.5, 1.25, 1, 1], Seconds(5));
    }

    [Fact]
    public void Next_BulkOldBesideLiveWork_StaysAtOneSecond()
    {
        _window.NoteBacklogAge(WorkLane.Bulk, TimeSpan.FromMinutes(1));
        _window.NoteBacklogAge(WorkLane.Live, TimeSpan.Zero);
        Assert.Equal([1, 1], Seconds(2));
    }

    [Fact]
    public void Next_BulkOldAndNoLiveWork_Grows()
    {
        _window.NoteBacklogAge(WorkLane.Live, null);
        _window.NoteBacklogAge(WorkLane.Bulk, TimeSpan.FromMinutes(1));
        Assert.Equal([2, 4], Seconds(2));
    }

    private IEnumerable<double> Seconds(int flushes) =>
        [.. Enumerable.Range(0, flushes).Select(_ => _window.Next().TotalSeconds)];
}
