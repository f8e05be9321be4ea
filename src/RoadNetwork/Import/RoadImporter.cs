using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Turns an OSM extract (<c>.osm.pbf</c> or <c>.osm</c>, told apart by content) into junction-to-junction road segments.
/// Two passes: the first keeps the drivable ways and the turn restrictions and learns which nodes they use, the second reads those
/// nodes' positions and the traffic signs.
/// A segment ends where a way ends, where drivable ways meet or cross themselves at a node, at a barrier, and where the
/// extract lacks a node. Pure: the same bytes give the same segments. Safe to call from any thread.
/// </summary>
public static class RoadImporter
{
    private const int Passes = 2;

    /// <summary>Imports an extract. Runs on the calling thread; memory grows with the roads, not with the file.</summary>
    /// <param name="source">The extract.</param>
    /// <param name="progress">Told about once per megabyte; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the import between two reads.</param>
    /// <exception cref="OsmFormatException">The extract is corrupt or of another format, or holds no drivable road.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportedRoads Import(
        OsmSource source, IProgress<ImportProgress>? progress, CancellationToken cancellationToken) =>
        Import(source, country: null, progress, cancellationToken);

    /// <summary>Imports an extract whose country is known.</summary>
    /// <param name="source">The extract.</param>
    /// <param name="country">
    /// ISO 3166-1 in two capitals: in whose law the roads lie that name no country themselves. Null: the one that the extract's tags
    /// name, where they agree.
    /// </param>
    /// <param name="progress">Told about once per megabyte; null to tell nobody.</param>
    /// <param name="cancellationToken">Ends the import between two reads.</param>
    /// <exception cref="OsmFormatException">The extract is corrupt or of another format, or holds no drivable road.</exception>
    /// <exception cref="OperationCanceledException">The import was cancelled.</exception>
    public static ImportedRoads Import(
        OsmSource source, string? country, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var reader = OsmReader.For(source);
        var problems = new ProblemLog();
        var countries = new CountryVote();
        var collector = new WayCollector(problems, countries);
        var turns = new RestrictionCollector(problems);
        using (var stream = Open(source, 0, progress, cancellationToken))
            reader.ReadWays(stream, collector.Take, turns.Take);

        var nodes = NodeTable.Of(collector.Uses);
        var seen = new NodeCollector(nodes, problems, countries);
        using (var stream = Open(source, 1, progress, cancellationToken))
            reader.ReadNodes(stream, seen);

        country ??= countries.Winner();
        var cutter = new SegmentCutter(nodes, country, problems);
        collector.Ways.ForEach(cutter.Cut);
        cancellationToken.ThrowIfCancellationRequested();
        if (cutter.Segments.Count == 0)
            throw OsmFormatException.InFile(source.Name, "the file holds no road that a car may drive");
        var signs = new SignPlacer(cutter.Segments, problems);
        signs.PlaceOnRoads(seen.OnRoads, cutter.Signs);
        signs.PlaceBeside(seen.Beside);
        signs.Finish();
        cutter.Segments.Sort((a, b) => a.Id.CompareTo(b.Id));
        CheckIds(source, cutter.Segments);
        var resolver = new RestrictionResolver(new MemberRoads(cutter.Segments, turns.Restrictions), problems);
        turns.Restrictions.ForEach(resolver.Add);
        var report = Report(collector, cutter) with
        {
            Signs = signs.Placed,
            MiniRoundabouts = seen.MiniRoundabouts,
            TurnRestrictions = resolver.Kept,
            ConditionalTurnRestrictions = resolver.Conditional,
            TurnRestrictionsForOthers = turns.ForOthers,
            TurnRestrictionsWithoutEffect = resolver.WithoutEffect,
            Problems = problems.ToProblems(),
        };
        return new ImportedRoads([.. cutter.Segments], report) { TurnRestrictions = resolver.Found, Country = country };
    }

    private static MeteredStream Open(
        OsmSource source, int pass, IProgress<ImportProgress>? progress, CancellationToken cancellationToken)
    {
        var inner = source.Open();
        long? length = inner.CanSeek ? inner.Length : null;
        var before = pass * length.GetValueOrDefault();
        return new MeteredStream(
            inner, read => progress?.Report(new ImportProgress(before + read, Passes * length)), cancellationToken);
    }

    private static void CheckIds(OsmSource source, List<RoadSegment> segments)
    {
        // One in 10^5 for a continent; a silent mix-up of two roads is worse than a refusal.
        for (var i = 1; i < segments.Count; i++)
            if (segments[i].Id == segments[i - 1].Id)
                throw OsmFormatException.InFile(
                    source.Name, $"ways {segments[i - 1].OsmWayId} and {segments[i].OsmWayId} give the same segment id {segments[i].Id}");
    }

    private static ImportReport Report(WayCollector collector, SegmentCutter cutter) =>
        ImportReport.Of(cutter.Segments) with
        {
            // By their tags: a way counts although the extract may lack all of its nodes.
            Ways = collector.Ways.Count,
            TaggedLimits = collector.TaggedLimits,
            ConditionalLimits = collector.ConditionalLimits,
            LimitsForOthers = collector.LimitsForOthers,
            ClosedToCars = collector.ClosedToCars,
            Areas = collector.Areas,
            Tally = collector.Tally,
        };
}
