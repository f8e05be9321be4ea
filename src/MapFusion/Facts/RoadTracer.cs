using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Finds the lines that enough vehicles drove: from the place where most drove alike it goes step by step in both directions, and
/// at every step back into the middle of those who drive beside, whichever way. A principal curve (Hastie and Stuetzle 1989) by
/// medians: what a vehicle says of a place counts once, and one vehicle more or less moves no median beyond its neighbours.
/// For one thread.
/// </summary>
internal sealed class RoadTracer(OffRoadField field, FusionOptions options)
{
    /// <summary>Metres between the points of a line.</summary>
    public const double StepM = 10;

    private const int MostSteps = 150;
    private const int Refits = 2;

    // A cross-section: samples this far along and aside, no more than so much out of its direction either way.
    private const double AlongM = 8;
    private const double AsideM = 25;
    private static readonly double s_alike = Math.Cos(30 * Math.PI / 180);

    // Standard deviation of where one vehicle's positions lie beside its way, over a cross-section.
    private const double VehicleM = 4.5;
    private static readonly double s_medianToMean = Math.Sqrt(Math.PI / 2);

    // What a found line explains, so that no second one begins there.
    private const double ExplainedM = 28;
    private static readonly double s_explained = Math.Cos(50 * Math.PI / 180);
    private const double ExplainedAnywayM = 12;

    // Samples that count as driven alike in looking for a begin.
    private const double BesideM = 15;

    // A line that comes back to itself ends there.
    private const double LoopM = 12;
    private const int LoopSteps = 6;

    private readonly List<int> _near = [];

    /// <summary>Takes the next line out of the field, points <see cref="StepM"/> apart; null where there is none any more.</summary>
    public IEnumerable<TracedRoad> Trace()
    {
        var seeds = Enumerable.Range(0, field.Count)
            .Select(sample => (Sample: sample, Vehicles: VehiclesBeside(field[sample])))
            .Where(seed => seed.Vehicles > 0)
            .OrderByDescending(seed => seed.Vehicles)
            .ThenBy(seed => field[seed.Sample].At.X).ThenBy(seed => field[seed.Sample].At.Y).ThenBy(seed => seed.Sample)
            .Select(seed => seed.Sample).ToList();
        foreach (var seed in seeds)
        {
            if (!field.IsThere(seed) || VehiclesBeside(field[seed]) == 0)
                continue;
            var line = From(field[seed]);
            var errorM = 0.0;
            for (var i = 0; i < Refits; i++)
                (line, errorM) = Refit(line);
            field.TakeAway(seed);
            if (line.Count < 2)
                continue;
            yield return new TracedRoad(line, errorM, Explained(line));
        }
    }

    // Distinct vehicles of one epoch that drove alike; 0 where they are too few.
    private int VehiclesBeside(OffRoadSample place)
    {
        field.Find(place.At, BesideM, _near);
        var quorum = new Quorum();
        foreach (var sample in _near)
        {
            var other = field[sample];
            if ((other.At - place.At).Length <= BesideM && Math.Abs(Dot(other.Along, place.Along)) >= s_alike)
                quorum.Add(other);
        }

        return quorum.IsEnough(options) ? quorum.Vehicles : 0;
    }

    private List<PlanarPoint> From(OffRoadSample seed)
    {
        var (at, along) = (seed.At, seed.Along);
        for (var i = 0; i < Refits; i++)
        {
            if (SectionAt(at, along) is not { } section)
                return [];
            (at, along) = (at + Right(along) * section.RightM, section.Along);
        }

        var line = new List<PlanarPoint> { at };
        Extend(line, along);
        line.Reverse();
        Extend(line, along * -1);
        return line;
    }

    // Goes on from the line's end as long as enough vehicles do.
    private void Extend(List<PlanarPoint> line, PlanarPoint along)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            var next = line[^1] + along * StepM;
            if (SectionAt(next, along) is not { } section || Math.Abs(section.RightM) > StepM)
                return;
            next += Right(along) * section.RightM;
            if (IsLoop(line, next))
                return;
            line.Add(next);
            along = section.Along;
        }
    }

    private static bool IsLoop(List<PlanarPoint> line, PlanarPoint next)
    {
        for (var i = 0; i < line.Count - LoopSteps; i++)
            if ((line[i] - next).Length < LoopM)
                return true;
        return false;
    }

    // The longest part of the line in the middle of those who drive along it, and the largest error of its places.
    private (List<PlanarPoint> Line, double ErrorM) Refit(List<PlanarPoint> line)
    {
        List<(PlanarPoint At, double ErrorM)> best = [], run = [];
        for (var i = 0; i < line.Count && line.Count > 1; i++)
        {
            var chord = line[Math.Min(line.Count - 1, i + 1)] - line[Math.Max(0, i - 1)];
            var along = chord * (1 / Math.Max(chord.Length, 1e-6));
            if (SectionAt(line[i], along) is { } section)
                run.Add((line[i] + Right(along) * section.RightM, section.ErrorM));
            else
                run = [];
            best = run.Count > best.Count ? run : best;
        }

        return ([.. best.Select(place => place.At)], best.Select(place => place.ErrorM).DefaultIfEmpty(0).Max());
    }

    // The middle of those who drive through a place in a direction or against it; null where they are too few.
    private Section? SectionAt(PlanarPoint at, PlanarPoint along)
    {
        field.Find(at, AsideM + AlongM, _near);
        var quorum = new Quorum();
        var said = new SortedDictionary<int, List<(double RightM, double TurnRad, bool IsForward)>>();
        foreach (var index in _near)
        {
            var sample = field[index];
            var offset = sample.At - at;
            var (ahead, aside, cosine) = (Dot(offset, along), Dot(offset, Right(along)), Dot(sample.Along, along));
            if (Math.Abs(ahead) > AlongM || Math.Abs(aside) > AsideM || Math.Abs(cosine) < s_alike)
                continue;
            quorum.Add(sample);
            if (!said.TryGetValue(sample.Voice, out var words))
                said.Add(sample.Voice, words = []);
            var sign = cosine < 0 ? -1 : 1;
            words.Add((aside, Math.Asin(Math.Clamp(Dot(sample.Along * sign, Right(along)), -1, 1)), cosine >= 0));
        }

        if (!quorum.IsEnough(options))
            return null;
        var turn = Median.Of([.. said.Values.Select(words => Median.Of([.. words.Select(word => word.TurnRad)]))]);
        var (rightM, errorM) = Middle(said.Values);
        return new Section(rightM, along * Math.Cos(turn) + Right(along) * Math.Sin(turn), errorM);
    }

    // The middle, and its standard error: no less than what others below the number that a fact needs could move it by.
    private (double RightM, double ErrorM) Middle(IEnumerable<List<(double RightM, double TurnRad, bool IsForward)>> vehicles)
    {
        List<double> forward = [], backward = [];
        foreach (var words in vehicles)
            (words.Count(word => word.IsForward) * 2 >= words.Count ? forward : backward).Add(Median.Of([.. words.Select(word => word.RightM)]));
        var middle = Middle(forward, backward);
        var errorM = s_medianToMean * VehicleM / Math.Sqrt(forward.Count + backward.Count);
        foreach (var farM in (ReadOnlySpan<double>)[-AsideM, AsideM])
        {
            var others = Enumerable.Repeat(farM, options.MinVehicles - 1);
            errorM = Math.Max(errorM, Math.Abs(Middle([.. forward, .. others], backward) - middle));
            errorM = Math.Max(errorM, Math.Abs(Middle(forward, [.. backward, .. others]) - middle));
        }

        return (middle, errorM);
    }

    // Of both directions where enough vehicles drove either: traffic keeps to one side.
    private double Middle(List<double> forward, List<double> backward) =>
        forward.Count >= options.MinVehicles && backward.Count >= options.MinVehicles
            ? (Median.Of(forward) + Median.Of(backward)) / 2
            : Median.Of([.. forward, .. backward]);

    // Takes away what a line explains, and says what that was.
    private List<OffRoadSample> Explained(List<PlanarPoint> points)
    {
        var line = new PlanarLine(points);
        var explained = new SortedSet<int>();
        foreach (var point in points)
        {
            field.Find(point, ExplainedM + StepM, _near);
            foreach (var sample in _near)
            {
                var (distance, along) = line.Nearest(field[sample].At);
                if (distance <= ExplainedAnywayM ||
                    (distance <= ExplainedM && Math.Abs(Dot(along, field[sample].Along)) >= s_explained))
                    explained.Add(sample);
            }
        }

        foreach (var sample in explained)
            field.TakeAway(sample);
        return [.. explained.Select(sample => field[sample])];
    }

    private static double Dot(PlanarPoint a, PlanarPoint b) => a.X * b.X + a.Y * b.Y;

    private static PlanarPoint Right(PlanarPoint along) => new(along.Y, -along.X);

    private readonly record struct Section(double RightM, PlanarPoint Along, double ErrorM);
}
