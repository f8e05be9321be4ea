using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LearningEvaluation.Calibration;
using Telemetry.LearningEvaluation.Geometry;
using Telemetry.LearningEvaluation.Roads;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Facts;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>Whether what is published is so in the world. For one thread.</summary>
internal sealed class TrueMap(LearningWorld world, DateTimeOffset at)
{
    private const double MostShare = 0.8;

    private readonly List<NearSegment> _near = [];

    /// <summary>True where a plain limit holds over most of its length.</summary>
    public bool IsTrue(PublishedLimit limit) => CalibrationJudge.IsRight(world, limit, at);

    /// <summary>
    /// True of a corrected line no farther from the road than its standard error, of a candidate road most of which lies on a road that the base
    /// map lacks, and of the closure of a road that is gone.
    /// </summary>
    public bool IsTrue(MapFeature feature) => feature.Collection switch
    {
        MapCollection.GeometryUpdates => TryFind(feature.Id, out var road) &&
            LineDistance.Of([.. world.Truth.Line(road)], feature.Line).Average(place => place.DistanceM) <= MapComparison.ErrorOf(feature),
        MapCollection.CandidateRoads => LineSamples.Of(feature.Line.AsSpan()) is var samples &&
            samples.Count(IsOnMissingRoad) >= MostShare * samples.Count,
        _ => !TryFind(feature.Id, out _),
    };

    private bool TryFind(string id, out int road)
    {
        road = -1;
        return SegmentId.TryParse(id, out var segment) && world.Truth.TryFind(segment, out road);
    }

    private bool IsOnMissingRoad(Contracts.Geography.GeoPoint place)
    {
        world.Truth.FindNear(place, SamplePairs.ReachM, _near);
        return _near.Exists(road => world.MappedSegment(road.SegmentIndex) < 0);
    }
}
