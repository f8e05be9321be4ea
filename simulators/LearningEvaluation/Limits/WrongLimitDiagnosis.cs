using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>Says why a published limit is wrong: what vehicles held there, where the signs stand, what else holds. Safe to share.</summary>
internal sealed class WrongLimitDiagnosis(LearningWorld world, PassLog passes, VoteLog votes, IReadOnlyList<PlacedSign> signs)
{
    private const double PlaceM = 30;
    private const int FewReadings = 3;

    private readonly ILookup<(SegmentId, TravelDirection), PlacedSign> _signs = signs.ToLookup(sign => (sign.Segment, sign.Direction));

    public WrongLimit Of(
        ulong seed, int edge, double fromM, double toM, SpeedLimit truth, SpeedLimit? published, LimitLine truthLine)
    {
        var (segment, mapped) = (world.Truth.Segment(edge >> 1), world.MappedEdge(edge));
        var road = world.BaseMap.Segment(mapped >> 1);
        var direction = RoadGraph.DirectionOf(edge);
        var scale = world.BaseMap.EdgeLengthM(mapped) / world.Truth.EdgeLengthM(edge);
        var wrong = new WrongLimit
        {
            Seed = seed, Segment = road.Id, OsmWayId = road.OsmWayId, Direction = direction, FromM = fromM, ToM = toM,
            LengthM = world.BaseMap.EdgeLengthM(mapped), Truth = truth, Tag = road.LimitIn(direction), Published = published,
            Vehicles = passes.Vehicles(edge).Count, Driven = votes.Driven(mapped, (fromM + toM) / 2),
            Votes = votes.At(mapped, (fromM + toM) / 2),
            Signs = [.. _signs[(segment.Id, direction)].Select(sign => (sign.AtM * scale, Said(sign)))],
            Cause = default,
        };
        var isConditional = segment.ConditionalLimits.Any(limit => limit.Direction == direction);
        return wrong with { Cause = CauseOf(wrong, isConditional, truthLine.Parts.Count > 1, passes.Passes(edge)) };
    }

    private static WrongLimitCause CauseOf(WrongLimit wrong, bool isConditional, bool isInner, int passes) =>
        wrong.PartM < PlaceM && wrong.PartM < wrong.LengthM - 1 ? WrongLimitCause.PlaceOfChange
        : wrong.Driven < 0.5 * passes || wrong.Driven > 1.5 * passes + 2 ? WrongLimitCause.WrongRoadMatched
        : wrong.Truth.Kind == SpeedLimitKind.Variable ? WrongLimitCause.Variable
        : isConditional ? WrongLimitCause.Conditional
        : wrong.Votes.Sum(vote => vote.Votes) < FewReadings ? WrongLimitCause.TooFewReadings
        : isInner ? WrongLimitCause.InnerChange
        : wrong.Votes[0].Limit != wrong.Truth ? WrongLimitCause.MissedByMost
        : WrongLimitCause.NotOverturned;

    private static string Said(PlacedSign sign) =>
        sign.Conditions.Count == 0 ? $"{sign.Type} {sign.ValueText}".Trim() : $"{sign.Type} {sign.ValueText} {string.Join('+', sign.Conditions)}";
}
