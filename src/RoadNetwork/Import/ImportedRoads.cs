using System.Collections.Immutable;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>The roads of one extract.</summary>
/// <param name="Segments">In order of id, no id twice, at least one.</param>
/// <param name="Report">What the import found.</param>
public sealed record ImportedRoads(ImmutableArray<RoadSegment> Segments, ImportReport Report)
{
    /// <summary>Turns that cars may not make, in order, none twice.</summary>
    public ImmutableArray<TurnRestriction> TurnRestrictions { get; init; } = [];

    /// <summary>The country that all of it lies in, ISO 3166-1 in two capitals; null where it is not known or not one.</summary>
    public string? Country { get; init; }

    /// <summary>Roads that come from elsewhere, a generated town for example.</summary>
    /// <param name="segments">In any order, no id twice, at least one.</param>
    /// <exception cref="ArgumentException">There are no segments, or two share an id.</exception>
    public static ImportedRoads Of(IEnumerable<RoadSegment> segments)
    {
        ImmutableArray<RoadSegment> sorted = [.. segments.OrderBy(segment => segment.Id)];
        if (sorted.IsEmpty)
            throw new ArgumentException("There are no segments.", nameof(segments));
        for (var i = 1; i < sorted.Length; i++)
            if (sorted[i].Id == sorted[i - 1].Id)
                throw new ArgumentException($"Two segments have the id {sorted[i].Id}.", nameof(segments));
        return new ImportedRoads(sorted, ImportReport.Of(sorted));
    }
}
