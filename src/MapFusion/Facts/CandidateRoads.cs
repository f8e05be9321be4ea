using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Roads driven that the base map lacks, for cells near each other. Pure: what a cell publishes follows from the evidence of the cells
/// within <see cref="ReachCells"/> steps of it and the base map around them, whatever else is known. Not thread-safe.
/// </summary>
public sealed class CandidateRoads
{
    /// <summary>How many steps from cell to cell the facts of one depend on evidence, itself being 0 steps away.</summary>
    public const int ReachCells = RoadChains.ReachCells + 1;

    private readonly IReadOnlyDictionary<CellId, GrainState> _evidence;
    private readonly FusionOptions _options;
    private readonly RoadGraph _roads;
    private readonly Dictionary<CellId, IReadOnlyList<RoadPiece>> _pieces = [];

    /// <param name="evidence">
    /// Of every cell within reach of those asked for that has any, with every part of <see cref="GrainState.PartsToDerive"/>.
    /// </param>
    /// <param name="roads">The base map within at least 50 m of those cells.</param>
    /// <param name="options">Valid options.</param>
    /// <exception cref="ArgumentException">Evidence is of another grain.</exception>
    public CandidateRoads(IReadOnlyDictionary<CellId, GrainState> evidence, RoadGraph roads, FusionOptions options)
    {
        foreach (var (cell, state) in evidence)
            if (state.Grain != GrainId.Of(cell))
                throw new ArgumentException($"The evidence is of {state.Grain}, not of cell {cell}.", nameof(evidence));
        (_evidence, _roads, _options) = (evidence, roads, options);
    }

    /// <summary>The cells that the facts of a cell depend on, itself included; also those whose facts depend on it. By row, then column.</summary>
    public static IReadOnlyList<CellId> Reach(CellId cell)
    {
        var reach = new SortedSet<CellId> { cell };
        for (var step = 0; step < ReachCells; step++)
            reach.UnionWith([.. reach.SelectMany(CellGrid.Evidence.Around)]);
        return [.. reach];
    }

    /// <summary>The candidate roads of a cell, by id. One per road; a road across cells belongs to that of its smallest vertex.</summary>
    /// <exception cref="InvalidOperationException">A part of the evidence is missing.</exception>
    public IReadOnlyList<MapFeature> Of(CellId cell) =>
    [
        .. new CandidateFacts(_roads).Derive(cell, new RoadChains(PiecesOf).Through(cell))
            .OrderBy(feature => feature.Id, StringComparer.Ordinal),
    ];

    private IReadOnlyList<RoadPiece> PiecesOf(CellId cell)
    {
        if (!_pieces.TryGetValue(cell, out var pieces))
            _pieces[cell] = pieces = _evidence.GetValueOrDefault(cell) is JournaledState<CellDay> state
                ? CellPieces.Of(cell, state.Days(), _options)
                : [];
        return pieces;
    }
}
