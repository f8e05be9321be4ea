using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Joins the pieces of neighbouring cells to whole roads. Two pieces are one road where they meet on the edge between their cells and
/// none is nearer to either: that is said by the evidence of the two cells alone, so whoever asks joins the same.
/// A road of more cells than <see cref="ReachCells"/> allows stays in pieces, and every cell of it comes to that conclusion. Pure.
/// </summary>
/// <param name="piecesOf">The pieces of any cell.</param>
internal sealed class RoadChains(Func<CellId, IReadOnlyList<RoadPiece>> piecesOf)
{
    /// <summary>Steps from cell to cell that any two cells of one road are apart at most.</summary>
    public const int ReachCells = 2;

    private const double MeetM = 15;

    /// <summary>
    /// The roads that have a piece in the cell, each as its pieces in order, turned so that they run on; a piece of a road that is
    /// too long comes alone. It looks at cells up to one step beyond <see cref="ReachCells"/>.
    /// </summary>
    public IEnumerable<IReadOnlyList<(RoadPiece Piece, bool IsTurned)>> Through(CellId cell)
    {
        var seen = new HashSet<RoadPiece>(ReferenceEqualityComparer.Instance);
        foreach (var piece in piecesOf(cell))
        {
            if (!seen.Add(piece))
                continue;
            if (WholeOf(piece) is not { } road)
            {
                yield return [(piece, false)];
                continue;
            }

            foreach (var (part, _) in road)
                seen.Add(part);
            yield return road;
        }
    }

    // Null where the road leads too far.
    private List<(RoadPiece Piece, bool IsTurned)>? WholeOf(RoadPiece piece)
    {
        var road = new List<(RoadPiece Piece, bool IsTurned)> { (piece, false) };
        if (!TryFollow(road))
            return null;
        // A ring has come back to where it began.
        if (road.Count > 1 && Next(road[^1].Piece, !road[^1].IsTurned) is { } next && ReferenceEquals(next.Piece, piece))
            return FromFirst(road);
        road.Reverse();
        for (var i = 0; i < road.Count; i++)
            road[i] = (road[i].Piece, !road[i].IsTurned);
        return TryFollow(road) ? road : null;
    }

    // A ring begins with its first piece, whichever it was come upon by.
    private static List<(RoadPiece Piece, bool IsTurned)> FromFirst(List<(RoadPiece Piece, bool IsTurned)> ring)
    {
        var first = ring.IndexOf(ring.MinBy(part => (part.Piece.Cell, part.Piece.Number)));
        List<(RoadPiece Piece, bool IsTurned)> turned = [.. ring[first..], .. ring[..first]];
        if (!turned[0].IsTurned)
            return turned;
        turned = [.. turned[1..], turned[0]];
        turned.Reverse();
        return [.. turned.Select(part => (part.Piece, !part.IsTurned))];
    }

    private bool TryFollow(List<(RoadPiece Piece, bool IsTurned)> road)
    {
        while (Next(road[^1].Piece, !road[^1].IsTurned) is { } next)
        {
            if (road.Exists(part => ReferenceEquals(part.Piece, next.Piece)))
                return true;
            if (road.Exists(part => !IsWithin(part.Piece.Cell, next.Piece.Cell)))
                return false;
            road.Add(next);
        }

        return true;
    }

    // The piece that goes on from an end of a piece, and whether it has to be turned for that.
    private (RoadPiece Piece, bool IsTurned)? Next(RoadPiece piece, bool atEnd)
    {
        if (Nearest(piece, atEnd) is not { } there || Nearest(there.Piece, there.AtEnd) is not { } back ||
            !ReferenceEquals(back.Piece, piece) || back.AtEnd != atEnd)
            return null;
        return (there.Piece, there.AtEnd);
    }

    private (RoadPiece Piece, bool AtEnd)? Nearest(RoadPiece piece, bool atEnd)
    {
        if ((atEnd ? piece.EndsAt : piece.BeginsAt) is not { } beyond)
            return null;
        var at = atEnd ? piece.Line[^1] : piece.Line[0];
        (RoadPiece, bool)? best = null;
        var nearest = MeetM;
        foreach (var other in piecesOf(beyond))
            foreach (var otherAtEnd in new[] { false, true })
            {
                if ((otherAtEnd ? other.EndsAt : other.BeginsAt) != piece.Cell)
                    continue;
                var distance = Sphere.DistanceM(at, otherAtEnd ? other.Line[^1] : other.Line[0]);
                if (distance < nearest)
                    (best, nearest) = ((other, otherAtEnd), distance);
            }

        return best;
    }

    private static bool IsWithin(CellId from, CellId to)
    {
        var around = new HashSet<CellId> { from };
        for (var step = 0; step < ReachCells; step++)
            around.UnionWith([.. around.SelectMany(CellGrid.Evidence.Around)]);
        return around.Contains(to);
    }
}
