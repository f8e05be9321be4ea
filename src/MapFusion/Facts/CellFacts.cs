using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts.Closures;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>Closures published of a cell of <see cref="CellGrid.Evidence"/>; for candidate roads see <see cref="CandidateRoads"/>. Pure.</summary>
public static class CellFacts
{
    /// <summary>
    /// False where <see cref="DeriveClosures"/> finds nothing for sure, because enough vehicles drove every road of the cell in
    /// the last days. Needs no parts of the evidence, so that those need not be loaded.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="around">As for <see cref="DeriveClosures"/>, parts or not.</param>
    /// <param name="options">Valid options.</param>
    public static bool MayHaveClosures(
        CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around, FusionOptions options) =>
        new ClosureFacts(options).MayFind(cell, around);

    /// <summary>Roads of the base map that are driven no more; those whose middle lies in the cell.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="around">
    /// Every segment near the cell or a neighbour of it, the same whenever it is asked for, with its evidence and every part of
    /// <see cref="GrainState.PartsToDerive"/>; null for none. In any order.
    /// </param>
    /// <param name="options">Valid options.</param>
    /// <returns>By id.</returns>
    /// <exception cref="InvalidOperationException">A part of the evidence is missing.</exception>
    public static IReadOnlyList<MapFeature> DeriveClosures(
        CellId cell, IReadOnlyList<(RoadSegment Segment, GrainState? Evidence)> around, FusionOptions options) =>
        [.. new ClosureFacts(options).Derive(cell, around).OrderBy(feature => feature.Id, StringComparer.Ordinal)];
}
