using System.Runtime.InteropServices;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.RoadNetwork.Graph;

/// <summary>Collects every near piece, then keeps the nearest point of each segment.</summary>
internal readonly struct NearSearch(SegmentLines lines, LocalProjection around, double radiusM, List<NearSegment> found)
    : IPieceVisitor
{
    private const int HalfTurnE7 = 1_800_000_000;
    private const long FullTurnE7 = 3_600_000_000;

    public void Visit(int segment, int piece)
    {
        var near = lines.NearestOn(segment, piece, around);
        if (near.DistanceM <= radiusM)
            found.Add(near);
    }

    /// <summary>Asks the index once, or twice where the circle crosses the antimeridian, and orders what it finds.</summary>
    public void Run(PieceIndex index)
    {
        var (west, south, east, north) = around.BoxOf(radiusM);
        var self = this;
        index.Visit(Clip(west, south, east, north), ref self);
        if (west < -HalfTurnE7)
            index.Visit(Clip(west + FullTurnE7, south, HalfTurnE7, north), ref self);
        if (east > HalfTurnE7)
            index.Visit(Clip(-HalfTurnE7, south, east - FullTurnE7, north), ref self);
        KeepNearest(found);
    }

    private static GeoBox Clip(long west, long south, long east, long north) => new(
        (int)Math.Max(west, -HalfTurnE7), (int)Math.Max(south, -HalfTurnE7 / 2),
        (int)Math.Min(east, HalfTurnE7), (int)Math.Min(north, HalfTurnE7 / 2));

    private static void KeepNearest(List<NearSegment> found)
    {
        var all = CollectionsMarshal.AsSpan(found);
        all.Sort(static (a, b) =>
            a.SegmentIndex != b.SegmentIndex ? a.SegmentIndex.CompareTo(b.SegmentIndex)
            : a.DistanceM != b.DistanceM ? a.DistanceM.CompareTo(b.DistanceM)
            : a.AlongM != b.AlongM ? a.AlongM.CompareTo(b.AlongM)
            // The shared vertex of two pieces: the position lies beyond both, and the larger offset is the truer one.
            : -Math.Abs(a.LateralM).CompareTo(Math.Abs(b.LateralM)));
        var kept = 0;
        for (var i = 0; i < all.Length; i++)
            if (kept == 0 || all[kept - 1].SegmentIndex != all[i].SegmentIndex)
                all[kept++] = all[i];
        CollectionsMarshal.SetCount(found, kept);
        // Indices follow segment ids, so an index breaks ties as the id does.
        CollectionsMarshal.AsSpan(found).Sort(static (a, b) =>
            a.DistanceM != b.DistanceM ? a.DistanceM.CompareTo(b.DistanceM) : a.SegmentIndex.CompareTo(b.SegmentIndex));
    }
}
