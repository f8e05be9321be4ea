namespace Telemetry.RoadNetwork.Import;

/// <summary>A member of a relation.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id among its kind.</param>
/// <param name="Role">What it is to the relation; may be empty.</param>
internal readonly record struct OsmMember(OsmMemberKind Kind, long Id, string Role);
