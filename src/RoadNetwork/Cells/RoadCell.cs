using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>A cell of the base map. Immutable; safe to share.</summary>
/// <param name="Cell">Its place in <see cref="CellGrid.BaseMap"/>.</param>
/// <param name="Segments">Every segment whose line touches the cell, whole, in order of id.</param>
public sealed record RoadCell(CellId Cell, ImmutableArray<RoadSegment> Segments);
