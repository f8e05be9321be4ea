using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.Evaluation.Judging;

/// <summary>Lines on a plane as pieces, found by the cells they touch, and as samples every 5 m. Immutable.</summary>
internal sealed class SampledLines
{
    /// <summary>Metres between samples.</summary>
    public const double StepM = 5;

    /// <summary>How near pieces are found, in metres.</summary>
    public const double NearM = 2;

    private const double CellM = 64;

    private readonly Dictionary<(int X, int Y), List<int>> _cells = [];

    public SampledLines(IReadOnlyList<GeoPoint[]> lines, LocalProjection plane)
    {
        for (var index = 0; index < lines.Count; index++)
            Add(index, lines[index], plane);
        foreach (var piece in Pieces)
        {
            var length = piece.Vector.Length;
            for (var at = Math.Ceiling(piece.AlongM / StepM) * StepM; at < piece.AlongM + length; at += StepM)
                Samples.Add(new Sample(piece.Line, at, piece.From + piece.Vector * ((at - piece.AlongM) / length), piece.BearingDeg));
        }

        for (var i = 0; i < Pieces.Count; i++)
            Enter(i);
    }

    public List<Piece> Pieces { get; } = [];

    /// <summary>Line by line, in the direction of travel.</summary>
    public List<Sample> Samples { get; } = [];

    /// <summary>Every piece within <see cref="NearM"/> of a place, and others around; none where there is none.</summary>
    public IReadOnlyList<int> PiecesNear(PlanarPoint place) =>
        _cells.TryGetValue((Cell(place.X), Cell(place.Y)), out var pieces) ? pieces : [];

    /// <summary>Metres from a place to the nearest piece, and the angle between headings there; infinite where there is no piece.</summary>
    public (double DistanceM, double AngleDeg) NearestTo(PlanarPoint place, double bearingDeg)
    {
        var best = (DistanceM: double.PositiveInfinity, AngleDeg: 0.0);
        foreach (var piece in Pieces)
            if (piece.DistanceM(place) is var distance && distance < best.DistanceM)
                best = (distance, Sphere.AngleBetweenDeg(bearingDeg, piece.BearingDeg));
        return best;
    }

    /// <summary>Enters a piece into the cells it touches, part by part: the box around a long one would hold far too many.</summary>
    private void Enter(int index)
    {
        var piece = Pieces[index];
        var parts = Math.Ceiling(piece.Vector.Length / CellM);
        for (var part = 0; part < parts; part++)
        {
            PlanarPoint a = piece.From + piece.Vector * (part / parts), b = piece.From + piece.Vector * ((part + 1) / parts);
            for (var x = Cell(Math.Min(a.X, b.X) - NearM); x <= Cell(Math.Max(a.X, b.X) + NearM); x++)
                for (var y = Cell(Math.Min(a.Y, b.Y) - NearM); y <= Cell(Math.Max(a.Y, b.Y) + NearM); y++)
                    Enter(index, (x, y));
        }
    }

    private void Enter(int index, (int X, int Y) cell)
    {
        if (!_cells.TryGetValue(cell, out var pieces))
            _cells.Add(cell, pieces = []);
        if (pieces.Count == 0 || pieces[^1] != index)
            pieces.Add(index);
    }

    private static int Cell(double metres) => (int)Math.Floor(metres / CellM);

    private void Add(int index, GeoPoint[] line, LocalProjection plane)
    {
        double along = 0;
        for (var i = 1; i < line.Length; i++)
        {
            PlanarPoint from = plane.ToPlane(line[i - 1]), vector = plane.ToPlane(line[i]) - from;
            if (vector.Length == 0)
                continue;
            Pieces.Add(new Piece(index, from, vector, vector.BearingDeg, along));
            along += vector.Length;
        }
    }

    /// <summary>A straight part of a line.</summary>
    internal readonly record struct Piece(int Line, PlanarPoint From, PlanarPoint Vector, double BearingDeg, double AlongM)
    {
        /// <summary>Metres from its nearest point to a place.</summary>
        public double DistanceM(PlanarPoint place)
        {
            var to = place - From;
            var squared = Vector.X * Vector.X + Vector.Y * Vector.Y;
            var fraction = Math.Clamp((to.X * Vector.X + to.Y * Vector.Y) / squared, 0, 1);
            return (to - Vector * fraction).Length;
        }
    }

    /// <summary>A place on a line with the heading of its piece.</summary>
    internal readonly record struct Sample(int Line, double AlongM, PlanarPoint Place, double BearingDeg);
}
