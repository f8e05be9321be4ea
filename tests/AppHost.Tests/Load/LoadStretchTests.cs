using Telemetry.AppHost.Load;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Tests.Load;

public sealed class LoadStretchTests
{
    [Fact]
    public void Plan_NothingBroken_IsOneStretch() => Assert.Equal(
        new LoadStretch(TimeSpan.MinValue, 1, 16), Assert.Single(LoadStretch.Plan(Options(LoadProfiles.Ramp100, LoadFault.None))));

    [Fact]
    public void Plan_AnOutageOfTheProfile_BeginsAndEndsWithItsPhase()
    {
        var options = Options(LoadProfiles.OutageBacklog, LoadFault.None);
        var phase = options.Profile.Phases.Single(phase => phase.Outage == LoadOutage.Workers);

        Assert.Equal(
            [
                new LoadStretch(TimeSpan.MinValue, 1, 16), new LoadStretch(phase.Begin, 1, 16, LoadOutage.Workers),
                new LoadStretch(phase.End, 1, 16),
            ],
            LoadStretch.Plan(options));
    }

    [Fact]
    public void Plan_KillWorker_KillsOnceWellBeforeTheEnd()
    {
        var options = Options(LoadProfiles.Steady, LoadFault.KillWorker);
        var killing = Assert.Single(LoadStretch.Plan(options), stretch => stretch.KillsWorker);
        Assert.InRange(killing.Begin, options.Profile.Duration * 0.2, options.Profile.Duration * 0.6);
        Assert.Equal((1, 16), (killing.WorkersMin, killing.WorkersMax));
    }

    [Fact]
    public void Plan_ScaleIn_AllowsOneWorkerLess()
    {
        var stretches = LoadStretch.Plan(Options(LoadProfiles.Steady, LoadFault.ScaleIn) with { WorkersMin = 3, WorkersMax = 3 });
        Assert.Equal([(3, 3), (2, 2)], stretches.Select(stretch => (stretch.WorkersMin, stretch.WorkersMax)));
    }

    private static LoadOptions Options(string profile, LoadFault fault) => new()
    {
        Profile = LoadProfiles.Create(profile, new() { WorkerCapFramesPerS = 300 }),
        Seed = 1, WorkersMin = 1, WorkersMax = 16, Fault = fault,
    };
}
