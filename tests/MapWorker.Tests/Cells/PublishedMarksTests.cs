using Telemetry.ChunkBuffer.Queue;
using Telemetry.MapFusion.Grains;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;
using Telemetry.TestKit;

namespace Telemetry.MapWorker.Tests.Cells;

public sealed class PublishedMarksTests
{
    private static readonly GrainId s_grain = new(GrainKind.Segment, 1);
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _time = new();
    private readonly PublishedMarks _marks;

    private readonly FlushWindow _window;

    public PublishedMarksTests()
    {
        var options = new MapWorkerOptions { SettleAfter = s_settle };
        _window = new FlushWindow(options);
        _marks = new PublishedMarks(_window, options, _time);
    }

    [Fact]
    public void Due_GrainNotQuietYet_ComesOnlyWithAll()
    {
        _marks.Note(s_grain, 1);

        Assert.Empty(_marks.Due(all: false, 10));
        Assert.Equal(1, Assert.Single(_marks.Due(all: true, 10)).Revision);
        _time.Advance(s_settle);
        Assert.Single(_marks.Due(all: false, 10));
    }

    [Fact]
    public void Due_FlushesFarApart_GrainWrittenByEachIsNotQuiet()
    {
        _window.NoteBacklogAge(WorkLane.Live, TimeSpan.FromMinutes(1));
        while (_window.Next() < TimeSpan.FromSeconds(10)) ;
        _marks.Note(s_grain, 1);
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.Empty(_marks.Due(all: false, 10));

        // Nothing waits any more.
        _window.NoteBacklogAge(WorkLane.Live, null);
        Assert.Single(_marks.Due(all: false, 10));
    }

    [Fact]
    public void Due_GrainNeverQuiet_HasItsTurnAllTheSame()
    {
        for (var revision = 1; revision <= 15; revision++)
        {
            _marks.Note(s_grain, revision);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(15, Assert.Single(_marks.Due(all: false, 10)).Revision);
    }

    [Fact]
    public void Forget_NewerRevisionNotedMeanwhile_StaysAndWaitsAnew()
    {
        _marks.Note(s_grain, 1);
        _time.Advance(s_settle * 5);
        var due = Assert.Single(_marks.Due(all: false, 10));
        _marks.Note(s_grain, 2);
        _marks.Forget(due);

        Assert.True(_marks.Holds(s_grain));
        Assert.Empty(_marks.Due(all: false, 10));
    }

    [Fact]
    public void Note_SameRevisionAgain_DoesNotDelayIt()
    {
        _marks.Note(s_grain, 2);
        _time.Advance(s_settle);
        _marks.Note(s_grain, 2);
        _marks.Note(s_grain, 1);

        Assert.Equal(2, Assert.Single(_marks.Due(all: false, 10)).Revision);
    }
}
