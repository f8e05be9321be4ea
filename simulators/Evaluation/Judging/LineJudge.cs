using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.Evaluation.Judging;

/// <summary>
/// Compares a matched route with the true one by length, so that any segmentation of the roads can be judged: both lines are
/// sampled every 5 m, and a sample agrees with the other line if a piece of it lies within 2 m and its heading differs by
/// less than 30 degrees. Pure.
/// </summary>
internal static class LineJudge
{
    private const double StepM = 5;
    private const double NearM = 2;
    private const double SameHeadingDeg = 30;

    /// <summary>Counts the samples of one drive. A line of fewer than two points holds none.</summary>
    public static SampleCounts Compare(IReadOnlyList<GeoPoint[]> matched, IReadOnlyList<GeoPoint[]> truth)
    {
        var origin = matched.Concat(truth).Where(line => line.Length > 0).Select(line => line[0]).FirstOrDefault();
        var projection = new LocalProjection(origin);
        List<Piece> matchedPieces = Pieces(matched, projection), truePieces = Pieces(truth, projection);
        List<Sample> matchedSamples = Samples(matchedPieces), trueSamples = Samples(truePieces);
        return new SampleCounts(
            matchedSamples.Count, matchedSamples.Count(sample => Agrees(sample, truePieces)),
            trueSamples.Count, trueSamples.Count(sample => Agrees(sample, matchedPieces)));
    }

    private static List<Piece> Pieces(IReadOnlyList<GeoPoint[]> lines, LocalProjection projection)
    {
        var pieces = new List<Piece>();
        foreach (var line in lines)
        {
            double along = 0;
            for (var i = 1; i < line.Length; i++)
            {
                PlanarPoint from = projection.ToPlane(line[i - 1]), vector = projection.ToPlane(line[i]) - from;
                if (vector.Length == 0)
                    continue;
                pieces.Add(new Piece(from, vector, vector.BearingDeg, along));
                along += vector.Length;
            }
        }

        return pieces;
    }

    private static List<Sample> Samples(List<Piece> pieces)
    {
        var samples = new List<Sample>();
        foreach (var piece in pieces)
        {
            var length = piece.Vector.Length;
            for (var at = Math.Ceiling(piece.AlongM / StepM) * StepM; at < piece.AlongM + length; at += StepM)
                samples.Add(new Sample(piece.From + piece.Vector * ((at - piece.AlongM) / length), piece.BearingDeg));
        }

        return samples;
    }

    private static bool Agrees(Sample sample, List<Piece> pieces)
    {
        foreach (var piece in pieces)
        {
            var to = sample.Place - piece.From;
            var reach = piece.Vector.Length + NearM;
            if (Math.Abs(to.X) > reach || Math.Abs(to.Y) > reach ||
                Sphere.AngleBetweenDeg(sample.BearingDeg, piece.BearingDeg) >= SameHeadingDeg)
                continue;
            var squared = piece.Vector.X * piece.Vector.X + piece.Vector.Y * piece.Vector.Y;
            var fraction = Math.Clamp((to.X * piece.Vector.X + to.Y * piece.Vector.Y) / squared, 0, 1);
            if ((to - piece.Vector * fraction).Length <= NearM)
                return true;
        }

        return false;
    }

    private readonly record struct Piece(PlanarPoint From, PlanarPoint Vector, double BearingDeg, double AlongM);

    private readonly record struct Sample(PlanarPoint Place, double BearingDeg);
}
