using System.Collections.Immutable;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>The roads of one extract.</summary>
/// <param name="Segments">In order of id, no id twice, at least one.</param>
/// <param name="Report">What the import found.</param>
public sealed record ImportedRoads(ImmutableArray<RoadSegment> Segments, ImportReport Report);
