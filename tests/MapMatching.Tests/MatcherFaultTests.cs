using FsCheck;
using FsCheck.Fluent;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.TestKit;

namespace Telemetry.MapMatching.Tests;

/// <summary>Fixes that contradict those around them are told, have no say in the route, and break nothing.</summary>
public sealed class MatcherFaultTests
{
    private static readonly AsciiMap Street = new AsciiMap(
        "A--1--2--3--4--5--6--7--8--9--0--a--b--c--d--e--f--g--B", stepM: 20).Road("AB");
    private const string Marks = "1234567890abcdefg";

    [Fact]
    public void Match_OldPositionSentLate_IsOutOfPlace()
    {
        var fixes = Drive();
        fixes[9] = fixes[9] with { Position = fixes[5].Position };
        CheckOneFault(fixes, new FixFault(9, FixFaultKind.OutOfPlace));
    }

    [Fact]
    public void Match_WrongTimeOfOneFix_IsOutOfTime()
    {
        var fixes = Drive();
        fixes[9] = fixes[9] with { TimeMs = fixes[9].TimeMs + 600_000 };
        CheckOneFault(fixes, new FixFault(9, FixFaultKind.OutOfTime));
    }

    [Fact]
    public void Match_ClockSetBack_IsToldAndGoesOn()
    {
        var fixes = Drive();
        for (var i = 8; i < fixes.Length; i++)
            fixes[i] = fixes[i] with { TimeMs = fixes[i].TimeMs - 3_600_000 };
        CheckOneFault(fixes, new FixFault(8, FixFaultKind.ClockSetBack));
    }

    [Fact]
    public void Match_TurnsAroundInTime_HasNoFault()
    {
        var drive = Street.Match(Street.Fixes("12345678765432", stepMs: 8000));
        Assert.Empty(drive.Faults);
        Assert.Equal("AB BA", Street.Route(drive));
    }

    [Fact]
    public void Match_AnyOneFixJumps_GivesTheRouteWithoutIt() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var fixes = Drive();
            var clean = Street.Match(fixes);
            var jumped = random.Next(1, fixes.Length - 1);
            var around = new LocalProjection(fixes[jumped].Position);
            var angle = random.NextDouble() * 2 * Math.PI;
            var far = new PlanarPoint(Math.Sin(angle), Math.Cos(angle)) * Math.Pow(10, 2.3 + 3 * random.NextDouble());
            fixes[jumped] = fixes[jumped] with { Position = around.ToGeo(far) };
            var drive = Street.Match(fixes);
            Assert.Equal(clean.Stretches.SelectMany(stretch => stretch.Pieces), drive.Stretches.SelectMany(stretch => stretch.Pieces));
            Assert.Equal([new FixFault(jumped, FixFaultKind.OutOfPlace)], drive.Faults);
            Assert.Empty(drive.Breaks);
        }).QuickCheckThrowOnFailure();

    private static Fix[] Drive() => Street.Fixes(Marks, stepMs: 4000);

    private static void CheckOneFault(Fix[] fixes, FixFault fault)
    {
        var drive = Street.Match(fixes);
        Assert.Equal([fault], drive.Faults);
        Assert.Empty(drive.Breaks);
        Assert.Equal("AB", Street.Route(drive));
        Assert.Equal(Street.Match(Drive()).Stretches[0].Pieces, drive.Stretches[0].Pieces);
    }
}
