using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.TestKit;

namespace Telemetry.MapMatching.Tests;

/// <summary>Fixes at the marks of a drawn map, and what they are matched to, written as nodes and marks.</summary>
internal static class DrawnDrive
{
    /// <summary>One fix per mark, evenly spaced in time, with neither heading nor speed.</summary>
    public static Fix[] Fixes(this AsciiMap map, string marks, int stepMs = 2000) =>
        [.. marks.Select((mark, i) => new Fix(1_700_000_000_000 + i * (long)stepMs, map.At(mark), float.NaN, float.NaN, float.NaN))];

    /// <summary>Matches the fixes with the default options.</summary>
    public static MatchedDrive Match(this AsciiMap map, Fix[] fixes) =>
        new Matcher(map.Graph(), MatchOptions.Default).Match(fixes);

    /// <summary>The pieces as <c>AB BC</c>, in the direction driven; stretches are parted by <c> | </c>.</summary>
    public static string Route(this AsciiMap map, MatchedDrive drive)
    {
        var graph = map.Graph();
        return string.Join(" | ", drive.Stretches.Select(stretch => string.Join(' ', stretch.Pieces.Select(piece => Name(graph, piece)))));
    }

    private static string Name(RoadGraph graph, PathPiece piece)
    {
        char from = (char)graph[piece.SegmentIndex].OsmFromNodeId, to = (char)graph[piece.SegmentIndex].OsmToNodeId;
        return piece.Direction == TravelDirection.Forward ? $"{from}{to}" : $"{to}{from}";
    }
}
