using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Tests.Evaluation;

public sealed class WorldComparisonTests
{
    private readonly SimulatedWorld _world = Simulations.World;
    private readonly Fleet _fleet;
    private readonly WorldComparison _comparison;

    public WorldComparisonTests()
    {
        _fleet = Fleet.Create(_world, Simulations.Options(60));
        _fleet.AdvanceTo(Simulations.Start + TimeSpan.FromMinutes(15));
        _fleet.Finish();
        _comparison = new WorldComparison(_world);
    }

    [Fact]
    public void Compare_BaseMapOnly_IsAllPending()
    {
        var score = _comparison.Compare(Served(null), _fleet.Passes);
        Assert.Equal(_world.Differences.Count(d => d.Kind != DifferenceKind.Shifted), score.Changed);
        Assert.True(score.Eligible > 10);
        Assert.Equal(score.Eligible, score.Pending);
    }

    [Fact]
    public void Compare_TruthLearnedEverywhere_IsAllRight()
    {
        var score = _comparison.Compare(Served(limit => limit), _fleet.Passes);
        Assert.Equal(score.Eligible, score.Right);
        Assert.Equal(1, score.RightShare);
    }

    [Fact]
    public void Compare_SomethingElseLearned_IsAllWrong()
    {
        var score = _comparison.Compare(Served(_ => SpeedLimit.Kmh(123)), _fleet.Passes);
        Assert.Equal(score.Eligible, score.Wrong);
    }

    [Theory]
    [InlineData(0.85, 0, LimitOutcome.Right)]
    [InlineData(0.75, 0, LimitOutcome.Pending)]
    [InlineData(0.75, 0.1, LimitOutcome.Wrong)]
    [InlineData(0, 0.3, LimitOutcome.Wrong)]
    [InlineData(0, 0.1, LimitOutcome.Pending)]
    [InlineData(0.85, 0.15, LimitOutcome.Right)]
    public void Judge_PartsOfTheLength_CountsByShares(double right, double wrong, LimitOutcome expected)
    {
        var before = _comparison.Judge([], _fleet.Passes).First(v => v.Outcome == LimitOutcome.Pending);
        var length = _world.BaseMap.Single(s => s.Id == before.Segment).LengthM;
        PublishedLimit[] parts =
        [
            new(before.Segment, before.Direction, 0, right * length, before.Truth, true),
            new(before.Segment, before.Direction, right * length, (right + wrong) * length, SpeedLimit.Kmh(123), true),
        ];
        var verdict = _comparison.Judge(parts.Where(p => p.ToM > p.FromM), _fleet.Passes)
            .Single(v => v.Segment == before.Segment && v.Direction == before.Direction);
        Assert.Equal(expected, verdict.Outcome);
    }

    [Fact]
    public void Passes_ShortDrives_CountNothing()
    {
        var fleet = Fleet.Create(_world, Simulations.Options(60) with { StartSpread = TimeSpan.Zero });
        fleet.AdvanceTo(Simulations.Start + TimeSpan.FromSeconds(12));
        fleet.Finish();
        Assert.Equal(0, _world.Truth.Sum(s => fleet.Passes.Passes(s.Id, TravelDirection.Forward)));
    }

    // The base map's limits, with what was learned in place of what is changed.
    private IEnumerable<PublishedLimit> Served(Func<SpeedLimit, SpeedLimit>? learned)
    {
        var changed = _world.Differences.Where(d => d.Kind != DifferenceKind.Shifted).ToDictionary(d => (d.Segment, d.Direction));
        for (var i = 0; i < _world.BaseMap.Count; i++)
        {
            var (mapped, truth) = (_world.BaseMap[i], _world.Truth[i]);
            foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward })
            {
                if (learned is not null && changed.ContainsKey((mapped.Id, direction)))
                    yield return new(mapped.Id, direction, 0, mapped.LengthM, learned(truth.LimitIn(direction)!.Value), true);
                else if (mapped.LimitIn(direction) is { } tagged)
                    yield return new(mapped.Id, direction, 0, mapped.LengthM, tagged, false);
            }
        }
    }
}
