namespace Telemetry.RoadNetwork.Import;

/// <summary>What a member of a relation is; the numbers are those of the PBF format.</summary>
internal enum OsmMemberKind : byte
{
    /// <summary>A node.</summary>
    Node = 0,

    /// <summary>A way.</summary>
    Way = 1,

    /// <summary>Another relation.</summary>
    Relation = 2,
}
