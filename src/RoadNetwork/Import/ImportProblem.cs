namespace Telemetry.RoadNetwork.Import;

/// <summary>What can be wrong with an element of an extract that is read all the same.</summary>
public enum ImportProblem
{
    /// <summary>A drivable way refers to a node that the extract does not hold; the way is interrupted there.</summary>
    MissingNode,

    /// <summary>A vertex repeats the one before, by node or by position; it is left out.</summary>
    DuplicateVertex,

    /// <summary>A stretch between junctions has no length; it is left out.</summary>
    ZeroLengthSegment,

    /// <summary>A stretch ends at the node where it begins; it is kept.</summary>
    Loop,

    /// <summary>A drivable way has fewer than two distinct nodes in a row; it is left out.</summary>
    ShortWay,

    /// <summary>The extract holds a way of the same id before; the later one is left out.</summary>
    RepeatedWay,

    /// <summary>The extract holds a node of a road, or a turn restriction, of the same id before; the later one is left out.</summary>
    RepeatedNodeOrRelation,

    /// <summary>A limit for cars is not understood; it counts as not there.</summary>
    UnreadLimit,

    /// <summary>A condition is not understood; what it guards counts as not there.</summary>
    UnreadCondition,

    /// <summary>A number of lanes is not understood.</summary>
    UnreadLanes,

    /// <summary>A width is not understood.</summary>
    UnreadWidth,

    /// <summary>A turn restriction is of no known kind; it is left out.</summary>
    UnreadRestriction,

    /// <summary>A turn restriction lacks a member, or names one that the extract does not hold or that no car may drive; it is left out.</summary>
    IncompleteRestriction,

    /// <summary>The members of a turn restriction do not touch each other, or in more than one way; it is left out.</summary>
    DisconnectedRestriction,

    /// <summary>A traffic sign says nothing that is understood, or no road is near that it could stand on; it is left out.</summary>
    LostSign,
}
