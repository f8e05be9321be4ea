using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>A cell of the base map. Immutable; safe to share.</summary>
/// <param name="Cell">Its place in <see cref="CellGrid.BaseMap"/>.</param>
/// <param name="Segments">Every segment whose line touches the cell, whole, in order of id.</param>
public sealed record RoadCell(CellId Cell, ImmutableArray<RoadSegment> Segments)
{
    /// <summary>
    /// Every turn restriction whose first segment is in the cell, in order: a graph of whole cells has all that concern it.
    /// </summary>
    public ImmutableArray<TurnRestriction> TurnRestrictions { get; init; } = [];
}
