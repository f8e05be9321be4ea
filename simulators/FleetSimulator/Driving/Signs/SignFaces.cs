using System.Collections.Immutable;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.World.Conditions;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>
/// Which signs a country would post where one limit follows another. The number of the limit stands beside the sign of a town or the end
/// of a limit, but for some ends: what holds then by law, the driver knows.
/// </summary>
internal sealed class SignFaces(TrueNetwork network, RoadRules limits, ulong seed)
{
    private const int UsualInTownKmh = 50;
    private const int UsualZoneKmh = 30;
    private const int UsualOutsideKmh = 100;
    private const double ZoneShare = 0.5;
    private const double EndAloneShare = 0.25;

    private readonly ImmutableArray<PostedSign>[] _conditional = Conditional(network.Graph);

    /// <summary>True where a driver who goes on from one edge to the other needs to be told.</summary>
    public bool Differ(int before, int edge) =>
        limits.PlainAtEnd(before) != limits.PlainOf(edge) || !_conditional[edge].IsDefault && _conditional[before].IsDefault;

    /// <summary>The signs behind a node, for who comes from an edge with another limit.</summary>
    public ImmutableArray<PostedSign> Between(int before, int edge)
    {
        var plain = limits.PlainOf(edge);
        var signs = ImmutableArray.CreateBuilder<PostedSign>();
        var (wasTown, isTown) = (IsTown(before, limits.PlainAtEnd(before)), IsTown(edge, plain));
        if (isTown && IsOutside(limits.PlainAtEnd(before)))
            signs.Add(PostedSign.Of(Type.CityStart));
        else if (wasTown && IsOutside(plain) && !network.Graph.Segment(edge >> 1).IsLink)
            signs.Add(PostedSign.Of(Type.CityEnd));
        else if (IsZone(before) && !IsZone(edge))
            signs.Add(PostedSign.Of(Type.SpeedZoneEnd, limits.PlainAtEnd(before)));
        AddChange(signs, edge, limits.PlainAtEnd(before), plain);
        return signs.ToImmutable();
    }

    /// <summary>The signs where the limit changes between the nodes.</summary>
    public ImmutableArray<PostedSign> Within(int edge)
    {
        var signs = ImmutableArray.CreateBuilder<PostedSign>();
        AddChange(signs, edge, limits.PlainOf(edge), limits.PlainAtEnd(edge));
        return signs.ToImmutable();
    }

    /// <summary>A repetition.</summary>
    public ImmutableArray<PostedSign> Again(int edge, SpeedLimit limit) =>
        [.. _conditional[edge].IsDefault ? [] : _conditional[edge], PostedSign.Of(limit)];

    private void AddChange(ImmutableArray<PostedSign>.Builder signs, int edge, SpeedLimit before, SpeedLimit plain)
    {
        if (!_conditional[edge].IsDefault)
            signs.AddRange(_conditional[edge]);
        var isZone = IsZone(edge) && plain == SpeedLimit.Kmh(UsualZoneKmh);
        if (IsOutside(before) && plain == SpeedLimit.Kmh(UsualOutsideKmh) && before is { Kind: SpeedLimitKind.Value, ValueKmh: < UsualOutsideKmh })
        {
            signs.Add(PostedSign.Of(Type.SpeedLimitEnd, before));
            if (Draw(edge, 1).Chance(EndAloneShare))
                return;
        }

        signs.Add(isZone ? PostedSign.Of(Type.SpeedZoneStart, plain) : PostedSign.Of(plain));
    }

    private bool IsTown(int edge, SpeedLimit limit)
    {
        var segment = network.Graph.Segment(RoadGraph.SegmentOf(edge));
        return segment.Zone == LimitZone.Urban ||
            (segment.Class is > RoadClass.Trunk and < RoadClass.Service && !segment.IsLink &&
             limit is { Kind: SpeedLimitKind.Value, Unit: SpeedUnit.Kmh, Value: <= UsualInTownKmh });
    }

    private static bool IsOutside(SpeedLimit limit) => limit.Kind == SpeedLimitKind.None || limit.ValueKmh is >= 70;

    // Some side streets with 30 km/h are zones, others have a sign of their own.
    private bool IsZone(int edge)
    {
        var segment = network.Graph.Segment(RoadGraph.SegmentOf(edge));
        return segment.Class == RoadClass.Residential && limits.PlainOf(edge) == SpeedLimit.Kmh(UsualZoneKmh) &&
            new SimulationRandom(SimulationRandom.Derive(seed + 2, (ulong)segment.OsmWayId)).Chance(ZoneShare);
    }

    private SimulationRandom Draw(int edge, ulong what) =>
        new(SimulationRandom.Derive(seed + what, network.Graph.Segment(edge >> 1).Id.Value ^ (ulong)(edge & 1)));

    private static ImmutableArray<PostedSign>[] Conditional(RoadGraph graph)
    {
        var signs = new ImmutableArray<PostedSign>[graph.EdgeCount];
        for (var edge = 0; edge < signs.Length; edge++)
        {
            var found = ImmutableArray.CreateBuilder<PostedSign>();
            foreach (var limit in graph.Segment(edge >> 1).ConditionalLimits)
            {
                if (limit.Direction == RoadGraph.DirectionOf(edge) && LimitCondition.TryParse(limit.Condition, out var condition))
                    found.Add(new PostedSign(Type.SpeedLimitStart, limit.Limit, [.. condition.SignTexts]));
            }

            if (found.Count > 0)
                signs[edge] = found.ToImmutable();
        }

        return signs;
    }
}
