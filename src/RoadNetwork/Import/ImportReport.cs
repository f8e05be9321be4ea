using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>What an import found.</summary>
public sealed record ImportReport
{
    /// <summary>Drivable ways: open to cars by class and access, with at least two nodes.</summary>
    public required int Ways { get; init; }

    /// <summary>Junction-to-junction segments cut out of them.</summary>
    public required int Segments { get; init; }

    /// <summary>Drivable ways with a limit in at least one direction that cars may drive.</summary>
    public required int TaggedLimits { get; init; }

    /// <summary>Segments with a limit in at least one direction.</summary>
    public required int TaggedSegments { get; init; }

    /// <summary>Length of all segments in kilometres; a two-way road counts once.</summary>
    public required double DrivableKm { get; init; }

    /// <summary>Length of the segments with a limit in kilometres.</summary>
    public required double TaggedKm { get; init; }

    /// <summary>Drivable ways with a limit for cars that holds at times.</summary>
    public int ConditionalLimits { get; init; }

    /// <summary>Tags of drivable ways with a limit for others than cars: lorries, buses, trailers. Left out.</summary>
    public int LimitsForOthers { get; init; }

    /// <summary>Ways of a road class left out because cars may not use them.</summary>
    public int ClosedToCars { get; init; }

    /// <summary>Ways of a road class left out because they are areas.</summary>
    public int Areas { get; init; }

    /// <summary>Traffic signs that found their road.</summary>
    public int Signs { get; init; }

    /// <summary>Mini-roundabouts, nodes on which cars turn as at any junction.</summary>
    public int MiniRoundabouts { get; init; }

    /// <summary>Relations with a turn restriction for cars.</summary>
    public int TurnRestrictions { get; init; }

    /// <summary>Those of <see cref="TurnRestrictions"/> that hold under a condition only.</summary>
    public int ConditionalTurnRestrictions { get; init; }

    /// <summary>Relations with a turn restriction that does not concern cars, left out.</summary>
    public int TurnRestrictionsForOthers { get; init; }

    /// <summary>Relations that forbid a turn which no car can make anyway, left out.</summary>
    public int TurnRestrictionsWithoutEffect { get; init; }

    /// <summary>How ways came to be drivable ways and limits.</summary>
    public WayTally Tally { get; init; }

    /// <summary>What was wrong in the extract and survived.</summary>
    public ImportProblems Problems { get; init; } = new();

    /// <summary>What can be told from the segments alone: nothing left out, no problems.</summary>
    internal static ImportReport Of(IReadOnlyCollection<RoadSegment> segments)
    {
        var tagged = segments.Where(segment => (segment.ForwardLimit ?? segment.BackwardLimit) is not null).ToList();
        return new ImportReport
        {
            Ways = segments.Select(segment => segment.OsmWayId).Distinct().Count(),
            Segments = segments.Count,
            TaggedLimits = tagged.Select(segment => segment.OsmWayId).Distinct().Count(),
            ConditionalLimits = segments.Where(segment => !segment.ConditionalLimits.IsEmpty)
                .Select(segment => segment.OsmWayId).Distinct().Count(),
            TaggedSegments = tagged.Count,
            DrivableKm = segments.Sum(segment => segment.LengthM) / 1000,
            TaggedKm = tagged.Sum(segment => segment.LengthM) / 1000,
        };
    }
}
