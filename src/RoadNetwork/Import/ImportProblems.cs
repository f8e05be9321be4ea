namespace Telemetry.RoadNetwork.Import;

/// <summary>What an import met and survived, counted.</summary>
public sealed record ImportProblems
{
    /// <summary>References of drivable ways to nodes that the extract does not hold; the way is interrupted there.</summary>
    public int MissingNodes { get; init; }

    /// <summary>Vertices left out because they repeat the one before, by node or by position.</summary>
    public int DuplicateVertices { get; init; }

    /// <summary>Stretches between junctions left out because they have no length.</summary>
    public int ZeroLengthSegments { get; init; }

    /// <summary>Drivable ways with fewer than two distinct nodes in a row.</summary>
    public int ShortWays { get; init; }

    /// <summary>Ways left out because the extract holds a way of the same id before.</summary>
    public int RepeatedWays { get; init; }

    /// <summary>Drivable ways with a <c>maxspeed</c> that is not understood.</summary>
    public int UnreadLimits { get; init; }
}
