using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Reports;

namespace Telemetry.LoadTest.Tests.Reports;

public sealed class LoadReportTests
{
    private static readonly LoadLog s_log = SampleLog.Create();

    [Fact]
    public void Of_ALog_TellsWorkersBacklogAndTime()
    {
        var report = LoadReport.Of(s_log);

        Assert.Equal(new LoadReport.WorkerRange(1, 10, 1), report.Workers);
        Assert.Equal(12.3, report.BacklogAgeS.Peak);
        Assert.Equal(431.3, report.Seconds);
        Assert.Equal(360, report.ProfileSeconds);
        Assert.Equal(70_000, report.Frames);
        Assert.Equal((0, true), (report.Lost, report.IsWhole));
    }

    [Fact]
    public void Of_WorkersThatRiseAndFallOnce_CountsOneTurnAndNoneWithinAPhase()
    {
        var report = LoadReport.Of(s_log);

        Assert.Equal(1, report.DirectionChanges);
        Assert.All(report.Phases, phase => Assert.Equal(0, phase.DirectionChanges));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0, 1, 2, 2, 3)]
    [InlineData(1, 1, 2, 1)]
    [InlineData(2, 3, 2, 2, 2, 3, 1)]
    [InlineData(3, 1, 2, 1, 2, 1)]
    public void TurnsOf_CountsEveryTurn(int expected, params int[] wanted) => Assert.Equal(
        expected, LoadReport.TurnsOf([.. wanted.Select(count => SampleLog.Sample(0) with { WorkersWanted = count })]));

    [Fact]
    public void BacklogAge_AfterAMinute_IsTheWorstOfTheRestOfTheTop()
    {
        // The top lasts from 130 s to 235 s: old just before 60 s have passed, and once behind it.
        var log = s_log with
        {
            Samples = [.. s_log.Samples.Select(sample => sample with
            {
                BacklogAgeS = sample.AtS switch { 189 => 40, 234 => 7.5, 236 => 50, _ => 1 },
            })],
        };
        Assert.Equal(new BacklogAge(50, 7.5, 0), LoadReport.Of(log).BacklogAgeS);
    }

    [Fact]
    public void BacklogAge_OfATopShorterThanAMinute_IsNotMeasured()
    {
        var log = s_log with { Samples = [.. s_log.Samples.Where(sample => sample.AtS < 180)] };
        Assert.Null(LoadReport.Of(log).BacklogAgeS.After60s);
    }

    [Fact]
    public void BacklogAge_WhereTheStoreDidNotAnswer_IsWhatTheNextAnswerShows()
    {
        // At 220 s the oldest has waited for 25 s: it came at 195 s, so it waited for 15 s at 210 s and was not there at 190 s.
        var log = s_log with
        {
            Samples = [.. s_log.Samples.Where(sample => sample.AtS <= 220).Select(sample => sample with
            {
                BacklogAgeS = sample.AtS switch { < 190 => 1, 220 => 25, _ => null },
            })],
        };
        Assert.Equal(new BacklogAge(25, 25, 30), LoadReport.Of(log).BacklogAgeS);
        var cut = log with { Samples = [.. log.Samples.Select(sample => sample.AtS > 210 ? sample with { Phase = "fall" } : sample)] };
        Assert.Equal(15, LoadReport.Of(cut).BacklogAgeS.After60s);
    }

    [Fact]
    public void Of_FramesAcknowledgedAndNotApplied_AreLost()
    {
        var report = LoadReport.Of(s_log with { AppliedFrames = 69_930, InFlightFrames = 70 });
        Assert.Equal((70, false), (report.Lost, report.IsWhole));
    }

    [Fact]
    public void Of_FramesAppliedWithoutAnAnswerToTheCar_AreNotLost() =>
        Assert.Equal(0, LoadReport.Of(s_log with { AppliedFrames = 70_100 }).Lost);

    [Fact]
    public void IsWhole_ARefusedOrUnansweredBodyOrBooksThatDoNotBalance_IsFalse()
    {
        Assert.False(LoadReport.Of(s_log with { BooksBalance = false }).IsWhole);
        Assert.False(LoadReport.Of(s_log with { Posts = SampleLog.Posts with { RejectedFrames = 1 } }).IsWhole);
        Assert.False(LoadReport.Of(s_log with { Posts = SampleLog.Posts with { GivenUp = 1 } }).IsWhole);
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void KeptSchedule_OnePostInAHundredMayBeLate(long late, bool kept) => Assert.Equal(
        kept, LoadReport.Of(s_log with { Posts = SampleLog.Posts with { Late = late } }).Generator.KeptSchedule);

    [Fact]
    public void Faults_TellWhenFactsWereFreshAgain()
    {
        // Killed at 60 s; facts older than 5 s are published until 84 s.
        var fault = Assert.Single(LoadReport.Of(s_log).Faults);
        Assert.Equal((60, 2_000, 9_000, 25), (fault.AtS, fault.FreshnessP99BeforeMs, fault.FreshnessP99WorstMs, fault.RecoveredAfterS));
    }

    [Fact]
    public void Faults_NeverFreshAgain_IsNotToldAsRecovered()
    {
        var log = s_log with { Samples = [.. s_log.Samples.Where(sample => sample.AtS < 80)] };
        Assert.Null(Assert.Single(LoadReport.Of(log).Faults).RecoveredAfterS);
    }

    [Fact]
    public void Phases_AreThoseOfTheProfileThenTheDrain_WithTheirFreshness()
    {
        var phases = LoadReport.Of(s_log).Phases;
        Assert.Equal(["base", "climb", "top", "fall", "rest", "drain"], phases.Select(phase => phase.Name));
        Assert.Equal(3_000, phases.Single(phase => phase.Name == "top").FreshnessMs!.P99);
        Assert.Null(phases[0].FreshnessMs);
    }
}
