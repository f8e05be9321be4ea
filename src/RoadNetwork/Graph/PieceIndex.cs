using Telemetry.Contracts.Geography;

namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// A packed R-tree over the pieces of all lines in flat arrays (Kamel and Faloutsos 1993): pieces sorted along a Z-order
/// curve, sixteen to a node, level upon level. Immutable.
/// </summary>
internal sealed class PieceIndex
{
    private const int NodeSize = 16;
    private const int MostLevels = 16;
    private const int HalfTurnE7 = 1_800_000_000;

    private readonly int[] _segment;
    private readonly int[] _piece;
    // West, south, east, north of every box; the pieces' boxes first, then level by level up to the root.
    private readonly int[] _boxes;
    private readonly int[] _levelStart;

    public PieceIndex(int segmentCount, SegmentLines lines)
    {
        var count = lines.PointCount - segmentCount;
        _segment = new int[count];
        _piece = new int[count];
        Sort(segmentCount, lines);
        _levelStart = LevelStarts(count);
        _boxes = new int[4 * _levelStart[^1]];
        for (var i = 0; i < count; i++)
            Put(i, Box(lines.PointOf(_piece[i]), lines.PointOf(_piece[i] + 1)));
        for (var level = 1; level < _levelStart.Length - 1; level++)
            for (var node = _levelStart[level]; node < _levelStart[level + 1]; node++)
                Put(node, Around(level, node));
    }

    /// <summary>Calls back for every piece whose box touches the given one, in an order that has no meaning.</summary>
    public void Visit<TVisitor>(GeoBox box, ref TVisitor visitor)
        where TVisitor : struct, IPieceVisitor
    {
        if (_piece.Length == 0)
            return;
        Span<(int Level, int Node)> stack = stackalloc (int, int)[NodeSize * MostLevels];
        var depth = 0;
        stack[depth++] = (_levelStart.Length - 2, _levelStart[^2]);
        while (depth > 0)
        {
            var (level, node) = stack[--depth];
            if (!Touches(node, box))
                continue;
            if (level == 0)
            {
                visitor.Visit(_segment[node], _piece[node]);
                continue;
            }

            var (from, to) = Children(level, node);
            for (var child = from; child < to; child++)
                stack[depth++] = (level - 1, child);
        }
    }

    private void Sort(int segmentCount, SegmentLines lines)
    {
        var keys = new ulong[_piece.Length];
        var at = 0;
        for (var segment = 0; segment < segmentCount; segment++)
        {
            for (var piece = lines.FirstPoint(segment); piece < lines.LastPoint(segment); piece++)
            {
                GeoPoint a = lines.PointOf(piece), b = lines.PointOf(piece + 1);
                keys[at] = ZOrder((uint)(((long)a.LonE7 + b.LonE7) / 2 + int.MaxValue), (uint)(((long)a.LatE7 + b.LatE7) / 2 + int.MaxValue));
                _piece[at] = piece;
                _segment[at++] = segment;
            }
        }

        var order = new int[_piece.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        int[] pieces = [.. _piece], segments = [.. _segment];
        for (var i = 0; i < order.Length; i++)
            (_piece[i], _segment[i]) = (pieces[order[i]], segments[order[i]]);
    }

    private static int[] LevelStarts(int count)
    {
        var starts = new List<int> { 0 };
        for (int size = count, end = count; ; size = (size + NodeSize - 1) / NodeSize, end += size)
        {
            starts.Add(end);
            if (size <= 1)
                return [.. starts];
        }
    }

    private (int From, int To) Children(int level, int node)
    {
        var from = _levelStart[level - 1] + (node - _levelStart[level]) * NodeSize;
        return (from, Math.Min(from + NodeSize, _levelStart[level]));
    }

    private GeoBox Around(int level, int node)
    {
        var (from, to) = Children(level, node);
        var box = BoxAt(from);
        for (var child = from + 1; child < to; child++)
            box = box.Union(BoxAt(child));
        return box;
    }

    private GeoBox BoxAt(int i) => new(_boxes[4 * i], _boxes[4 * i + 1], _boxes[4 * i + 2], _boxes[4 * i + 3]);

    private void Put(int i, GeoBox box) =>
        (_boxes[4 * i], _boxes[4 * i + 1], _boxes[4 * i + 2], _boxes[4 * i + 3]) = (box.WestE7, box.SouthE7, box.EastE7, box.NorthE7);

    private bool Touches(int i, GeoBox box) =>
        _boxes[4 * i] <= box.EastE7 && box.WestE7 <= _boxes[4 * i + 2] &&
        _boxes[4 * i + 1] <= box.NorthE7 && box.SouthE7 <= _boxes[4 * i + 3];

    private static GeoBox Box(GeoPoint a, GeoPoint b)
    {
        var box = GeoBox.Around([a, b]);
        // A piece across the antimeridian: a box cannot cross it, so it goes all the way round.
        return (long)box.EastE7 - box.WestE7 > HalfTurnE7 ? box with { WestE7 = -HalfTurnE7, EastE7 = HalfTurnE7 } : box;
    }

    private static ulong ZOrder(uint x, uint y) => Spread(x) | (Spread(y) << 1);

    private static ulong Spread(uint value)
    {
        ulong v = value;
        v = (v | (v << 16)) & 0x0000FFFF0000FFFF;
        v = (v | (v << 8)) & 0x00FF00FF00FF00FF;
        v = (v | (v << 4)) & 0x0F0F0F0F0F0F0F0F;
        v = (v | (v << 2)) & 0x3333333333333333;
        return (v | (v << 1)) & 0x5555555555555555;
    }
}
