using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LearningEvaluation.Limits;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Tests;

/// <summary>A generated town with mistakes on which every movement was made by as many vehicles as a segment needs to be judged.</summary>
internal sealed class DrivenTown
{
    public DrivenTown(ulong seed = 3)
    {
        World = LearningWorld.Create(Source, Perturbation, seed);
        Passes = new PassLog(World.Truth);
        for (var edge = 0; edge < World.Truth.EdgeCount; edge++)
        {
            foreach (var next in World.Truth.Outgoing(World.Truth.ToNode(edge)))
            {
                if (!World.Truth.IsAllowed(edge) || next == RoadGraph.Reverse(edge))
                    continue;
                for (var vehicle = 0; vehicle < LimitsJudge.EligibleVehicles; vehicle++)
                    Passes.Add([edge, next], 0, 2, vehicle);
            }
        }
    }

    public static ImportedRoads Source { get; } = ImportedRoads.Of(GeneratedTown.Create(7));

    public static WorldPerturbation Perturbation { get; } = new() { OwnInner = 0.5, Missing = 0.03, Gone = 0.01 };

    public LearningWorld World { get; }

    public PassLog Passes { get; }

    /// <summary>The truth as a platform would publish it.</summary>
    public List<PublishedLimit> Truth() =>
    [
        .. from road in World.Simulated.Truth
           where World.BaseMap.TryFind(road.Id, out _)
           from limit in World.Simulated.Limits.All().Where(limit => limit.Segment == road.Id && limit.Condition is null)
           let scale = BaseLengthM(limit.Segment) / road.LengthM
           select new PublishedLimit(limit.Segment, limit.Direction, limit.FromM * scale, limit.ToM * scale, limit.Limit, true),
    ];

    public double BaseLengthM(Contracts.Identity.SegmentId id)
    {
        Assert.True(World.BaseMap.TryFind(id, out var segment));
        return World.BaseMap.LengthM(segment);
    }

    public LimitsTally Judge(IEnumerable<PublishedLimit> published) => LimitsJudge.Judge(
        World, Passes, new VoteLog(World.BaseMap), PublishedLimits.Of(World.BaseMap, published), [], DateTimeOffset.UnixEpoch, 1);
}
