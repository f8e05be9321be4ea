using System.Collections.Immutable;

namespace Telemetry.RoadNetwork.Import;

/// <summary>What an import met and survived, counted; <see cref="ImportProblem"/> says what each count is of.</summary>
public sealed record ImportProblems
{
    /// <summary>References to nodes that the extract does not hold.</summary>
    public int MissingNodes { get; init; }

    /// <summary>Vertices that repeat the one before.</summary>
    public int DuplicateVertices { get; init; }

    /// <summary>Stretches without length.</summary>
    public int ZeroLengthSegments { get; init; }

    /// <summary>Stretches that end where they begin.</summary>
    public int Loops { get; init; }

    /// <summary>Drivable ways with fewer than two distinct nodes in a row.</summary>
    public int ShortWays { get; init; }

    /// <summary>Ways of an id that was there before.</summary>
    public int RepeatedWays { get; init; }

    /// <summary>Nodes of roads, and turn restrictions, of an id that was there before.</summary>
    public int RepeatedNodesOrRelations { get; init; }

    /// <summary>Tags with a limit for cars that is not understood.</summary>
    public int UnreadLimits { get; init; }

    /// <summary>Tags with a condition that is not understood.</summary>
    public int UnreadConditions { get; init; }

    /// <summary>Tags with a number of lanes that is not understood.</summary>
    public int UnreadLanes { get; init; }

    /// <summary>Tags with a width that is not understood.</summary>
    public int UnreadWidths { get; init; }

    /// <summary>Turn restrictions of no known kind.</summary>
    public int UnreadRestrictions { get; init; }

    /// <summary>Turn restrictions that lack a member.</summary>
    public int IncompleteRestrictions { get; init; }

    /// <summary>Turn restrictions whose members do not touch.</summary>
    public int DisconnectedRestrictions { get; init; }

    /// <summary>Traffic signs that found no road.</summary>
    public int LostSigns { get; init; }

    /// <summary>The first few elements of each problem, by problem; empty where there are none.</summary>
    public ImmutableArray<ImportExample> Examples { get; init; } = [];
}
