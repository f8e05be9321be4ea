using FsCheck;
using FsCheck.Fluent;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.LoadTest.Tests.Profiles;

public sealed class LoadProfileTests
{
    public static TheoryData<string> Profiles => [.. LoadProfiles.Names];

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Phases_Chain_WithoutGaps(string name)
    {
        var profile = Create(name);
        Assert.Equal(TimeSpan.Zero, profile.Phases[0].Begin);
        Assert.Equal(profile.Duration, profile.Phases[^1].End);
        Assert.All(profile.Phases.Zip(profile.Phases.Skip(1)), pair =>
        {
            Assert.Equal(pair.First.End, pair.Second.Begin);
            Assert.Equal(pair.First.ToFramesPerS, pair.Second.FromFramesPerS);
        });
        Assert.Equal(profile.Phases.Count, profile.Phases.Select(phase => phase.Name).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Stages_TellWhatTheRateDoes(string name) => Assert.All(Create(name).Phases, phase => Assert.Equal(
        phase.Stage switch { LoadStage.Climb => 1, LoadStage.Fall => -1, _ => 0 },
        Math.Sign(phase.ToFramesPerS - phase.FromFramesPerS)));

    [Theory]
    [MemberData(nameof(Profiles))]
    public void TimeOf_InvertsFramesBy(string name)
    {
        var profile = Create(name);
        Prop.ForAll(
            Gen.Choose(0, 1_000_000).Select(share => profile.Duration * (share / 1e6)).ToArbitrary(),
            at => Assert.Equal(at.TotalSeconds, profile.TimeOf(profile.FramesBy(at)).TotalSeconds, tolerance: 1e-3)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void FramesBy_IsTheIntegralOfTheRate(string name)
    {
        var profile = Create(name);
        const int Steps = 200_000;
        var step = profile.Duration.TotalSeconds / Steps;
        var sum = Enumerable.Range(0, Steps).Sum(i => profile.RateAt(TimeSpan.FromSeconds((i + 0.5) * step)) * step);
        Assert.Equal(1, sum / profile.Frames, tolerance: 1e-4);
        Assert.Equal(profile.Frames, profile.FramesBy(profile.Duration * 2));
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void Create_WithADuration_KeepsTheRatesAndSharesOfTime(string name)
    {
        var usual = Create(name);
        var other = LoadProfiles.Create(name, new() { WorkerCapFramesPerS = 400, Duration = TimeSpan.FromSeconds(90) });
        Assert.Equal(90, other.Duration.TotalSeconds, tolerance: 1e-3);
        Assert.All(Enumerable.Range(0, 100), i => Assert.Equal(
            usual.RateAt(usual.Duration * ((i + 0.5) / 100)), other.RateAt(other.Duration * ((i + 0.5) / 100)), tolerance: 1e-3));
    }

    [Fact]
    public void Ramp100_GoesTwoOrdersOfMagnitudeUpAndDown()
    {
        var profile = Create(LoadProfiles.Ramp100);
        Assert.Equal(40, profile.RateAt(TimeSpan.Zero));
        Assert.Equal(4000, profile.PeakFramesPerS);
        Assert.Equal(40, profile.RateAt(profile.Duration - TimeSpan.FromTicks(1)));
        Assert.Equal(["base", "climb", "top", "fall", "rest"], profile.Phases.Select(phase => phase.Name));
    }

    [Fact]
    public void OutageBacklog_TakesTheWorkersAwayOnce_AndLeavesTimeToCatchUp()
    {
        var phases = Create(LoadProfiles.OutageBacklog).Phases;
        var outage = Assert.Single(phases, phase => phase.Outage == LoadOutage.Workers);
        Assert.NotEqual(outage, phases[0]);
        Assert.NotEqual(outage, phases[^1]);
    }

    [Fact]
    public void RateAt_OutsideTheProfile_IsZero()
    {
        var profile = Create(LoadProfiles.Steady);
        Assert.Equal(0, profile.RateAt(TimeSpan.FromSeconds(-1)));
        Assert.Equal(0, profile.RateAt(profile.Duration));
        Assert.Null(profile.PhaseAt(profile.Duration));
        Assert.Equal(0, profile.FramesBy(TimeSpan.FromSeconds(-1)));
    }

    [Theory]
    [InlineData(9.9)]
    [InlineData(100_001)]
    [InlineData(double.NaN)]
    public void Create_CapOutsideItsRange_IsRefusedByName(double cap) => Assert.Equal(
        nameof(LoadProfileOptions.WorkerCapFramesPerS),
        Assert.Throws<ArgumentOutOfRangeException>(() => LoadProfiles.Create(LoadProfiles.Steady, new() { WorkerCapFramesPerS = cap })).ParamName);

    [Theory]
    [InlineData(9)]
    [InlineData(43_201)]
    public void Create_DurationOutsideItsRange_IsRefusedByName(int seconds) => Assert.Equal(
        nameof(LoadProfileOptions.Duration),
        Assert.Throws<ArgumentOutOfRangeException>(() => LoadProfiles.Create(
            LoadProfiles.Steady, new() { WorkerCapFramesPerS = 100, Duration = TimeSpan.FromSeconds(seconds) })).ParamName);

    [Fact]
    public void Create_UnknownName_TellsTheNames() => Assert.Contains(
        LoadProfiles.Ramp100, Assert.Throws<ArgumentException>(() => LoadProfiles.Create("ramp", new() { WorkerCapFramesPerS = 100 })).Message);

    private static LoadProfile Create(string name) => LoadProfiles.Create(name, new() { WorkerCapFramesPerS = 400 });
}
