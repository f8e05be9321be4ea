namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// Tells how far a segment lies beside its line from how far one drive does. Errors of position last longer than a car takes to
/// drive a segment, so what the drive shows beside the other segments of the message, before and behind, tells most of the error
/// on this one: differential positioning with the map as the reference. Every segment is left out of its own
/// reference (leave-one-out residuals of generalised least squares: Rasmussen and Williams, <i>Gaussian Processes for Machine
/// Learning</i>, 5.4.2). A segment that lies well beside the others' prediction is no reference: its displacement is
/// counted as an error of that size, and all are weighed again.
/// </summary>
internal static class DriveOffsets
{
    // Longer messages are taken in parts that overlap: what is minutes away says nothing.
    private const int Core = 24;
    private const int Overlap = 12;
    private const int Rounds = 4;
    private const double DisplacedSigmas2 = 4;

    /// <summary>The message's vote on each segment, by the place of the first piece that counts there.</summary>
    /// <param name="points">In time order.</param>
    public static Dictionary<(int Stretch, int Piece), OffsetVote> Votes(List<OffsetPoint> points)
    {
        var votes = new Dictionary<(int, int), OffsetVote>();
        var said = new HashSet<int>();
        for (var core = 0; core < points.Count; core += Core)
        {
            var isLast = core + Core + Overlap >= points.Count;
            var from = Math.Max(0, core - Overlap);
            var part = points.GetRange(from, (isLast ? points.Count : core + Core + Overlap) - from);
            var end = isLast ? part.Count : core + Core - from;
            Add(votes, said, part, core - from, end);
            if (isLast)
                break;
        }

        return votes;
    }

    private static void Add(
        Dictionary<(int, int), OffsetVote> votes, HashSet<int> said, List<OffsetPoint> points, int begin, int end)
    {
        var residuals = Residuals(points);
        for (var i = begin; i < end; i++)
        {
            if (!points[i].Counts || !said.Add(points[i].Segment))
                continue;
            var own = points.FindAll(point => point.Segment == points[i].Segment);
            var (offsetM, varianceM2) = residuals[points[i].Segment];
            var (plainM, plainM2) = Plain(own);
            votes.TryAdd(points[i].Place, OffsetVote.Of(offsetM, varianceM2, plainM, plainM2));
        }
    }

    // By segment, in the way's order: the offset that the drive's other segments leave unexplained, and its variance.
    private static SortedDictionary<int, (double OffsetM, double VarianceM2)> Residuals(List<OffsetPoint> points)
    {
        var residuals = new SortedDictionary<int, (double OffsetM, double VarianceM2)>();
        var displacedM2 = new SortedDictionary<int, double>();
        foreach (var point in points)
            displacedM2[point.Segment] = 0;
        var isSettled = false;
        for (var round = 0; round < Rounds && !isSettled; round++)
        {
            var inverse = InverseOf(points, displacedM2);
            isSettled = true;
            foreach (var segment in displacedM2.Keys.ToArray())
            {
                var (offset, precision) = LeftOut(points, inverse, segment);
                var withoutDisplacement = 1 / precision - displacedM2[segment];
                residuals[segment] = (offset, Math.Max(0, withoutDisplacement - PositionErrorModel.MapM2));
                var displaced = offset * offset > DisplacedSigmas2 * withoutDisplacement ? offset * offset : 0;
                isSettled &= displaced == displacedM2[segment];
                displacedM2[segment] = displaced;
            }
        }

        return residuals;
    }

    private static double[,] InverseOf(List<OffsetPoint> points, SortedDictionary<int, double> displacedM2)
    {
        var matrix = new double[points.Count, points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            for (var j = 0; j <= i; j++)
                matrix[i, j] = matrix[j, i] = PositionErrorModel.Covariance(points[i], points[j], displacedM2[points[i].Segment]);
            matrix[i, i] += PositionErrorModel.OwnVariance(points[i]);
        }

        SymmetricInverse.Replace(matrix);
        return matrix;
    }

    // The segment's displacement by generalised least squares against what all other points predict for its points.
    private static (double OffsetM, double Precision) LeftOut(List<OffsetPoint> points, double[,] inverse, int segment)
    {
        double sum = 0, precision = 0;
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].Segment != segment)
                continue;
            for (var j = 0; j < points.Count; j++)
            {
                var share = points[i].Sign * inverse[i, j];
                sum += share * points[j].RightM;
                if (points[j].Segment == segment)
                    precision += share * points[j].Sign;
            }
        }

        return (sum / precision, precision);
    }

    // The mean as measured, and its variance.
    private static (double OffsetM, double VarianceM2) Plain(List<OffsetPoint> own)
    {
        double fixes = 0, sum = 0, variance = 0;
        foreach (var a in own)
        {
            fixes += a.Fixes;
            sum += a.Sign * a.Fixes * a.RightM;
            variance += a.Fixes * a.Fixes * PositionErrorModel.OwnVariance(a);
            foreach (var b in own)
                variance += a.Sign * b.Sign * a.Fixes * b.Fixes *
                    (PositionErrorModel.Covariance(a, b, 0) - a.Sign * b.Sign * PositionErrorModel.MapM2);
        }

        return (sum / fixes, variance / (fixes * fixes));
    }
}
