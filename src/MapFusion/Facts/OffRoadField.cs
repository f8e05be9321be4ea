using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Everything driven off the network in one cell as samples on a plane, a few metres apart, found by place. Samples can be taken
/// away once a road explains them. Which samples there are, and their order, follows from the evidence alone. For one thread.
/// </summary>
internal sealed class OffRoadField
{
    // Distance of samples along a track, and how far to both sides a track's direction is taken over.
    private const double SampleM = 5;
    private const double ChordM = 10;
    private const double BucketM = 25;

    // How far positions may run from where the car looks.
    private static readonly double s_onCourse = Math.Cos(35 * Math.PI / 180);

    // One vehicle's day holds few tracks, but it may come every day: its longest speak, so that it cannot crowd out others.
    private const int MostTracksOfVehicle = 12;

    // The newest vehicles speak where very many were there: more would not make the line better.
    private const int MostVehicles = 256;

    private readonly List<OffRoadSample> _samples = [];
    private readonly List<bool> _isGone = [];
    private readonly Dictionary<(int X, int Y), List<int>> _buckets = [];

    /// <summary>Collects the samples of a cell's evidence.</summary>
    /// <param name="days">The evidence by day.</param>
    /// <param name="plane">The plane to work on.</param>
    public OffRoadField(SortedDictionary<int, CellDay> days, LocalProjection plane)
    {
        var vehicles = days.SelectMany(day => day.Value.Tracks.Select(track => (Day: day.Key, Track: track)))
            .GroupBy(entry => (Epoch: Contribution.EpochOf(entry.Day), entry.Track.Vehicle))
            .OrderByDescending(vehicle => vehicle.Max(entry => entry.Day)).ThenBy(vehicle => vehicle.Key)
            .Take(MostVehicles);
        var voice = 0;
        var track = 0;
        foreach (var vehicle in vehicles)
        {
            var fleet = vehicle.Min(entry => entry.Track.Fleet);
            // A stable order: equal lengths stay by day, then by bytes.
            foreach (var (day, line, headings) in vehicle
                .Select(entry => (entry.Day, Line: LineOf(entry.Track, plane), entry.Track.Headings))
                .OrderByDescending(entry => entry.Line.LengthM).Take(MostTracksOfVehicle))
                Sample(line, headings, new OffRoadSample(default, default, voice, track++, vehicle.Key.Epoch, fleet, day));
            voice++;
        }
    }

    /// <summary>How many samples there are, those taken away included.</summary>
    public int Count => _samples.Count;

    /// <summary>A sample by its index.</summary>
    public OffRoadSample this[int sample] => _samples[sample];

    /// <summary>False once the sample is taken away.</summary>
    public bool IsThere(int sample) => !_isGone[sample];

    /// <summary>Takes a sample away.</summary>
    public void TakeAway(int sample) => _isGone[sample] = true;

    /// <summary>The samples still there in the square of twice the reach around a place, in a fixed order. Replaces what the list held.</summary>
    public void Find(PlanarPoint at, double reachM, List<int> found)
    {
        found.Clear();
        var (west, south) = BucketOf(at - new PlanarPoint(reachM, reachM));
        var (east, north) = BucketOf(at + new PlanarPoint(reachM, reachM));
        for (var x = west; x <= east; x++)
            for (var y = south; y <= north; y++)
            {
                if (!_buckets.TryGetValue((x, y), out var bucket))
                    continue;
                foreach (var sample in bucket)
                    if (!_isGone[sample] && Math.Abs(_samples[sample].At.X - at.X) <= reachM &&
                        Math.Abs(_samples[sample].At.Y - at.Y) <= reachM)
                        found.Add(sample);
            }
    }

    private void Sample(PlanarLine line, IReadOnlyList<byte> headings, OffRoadSample form)
    {
        for (var at = 0.0; at <= line.LengthM; at += SampleM)
        {
            var chord = line.PointAt(at + ChordM) - line.PointAt(at - ChordM);
            if (chord.Length < 1)
                continue;
            var along = chord * (1 / chord.Length);
            if (headings[line.NearestPointTo(at)] is not CellTrack.NoHeading and var heading)
            {
                // Positions that drift while the car looks elsewhere are noise, not a way driven.
                var course = Course(heading);
                if (along.X * course.X + along.Y * course.Y < s_onCourse)
                    continue;
                along = course;
            }

            var place = line.PointAt(at);
            var bucket = BucketOf(place);
            if (!_buckets.TryGetValue(bucket, out var samples))
                _buckets.Add(bucket, samples = []);
            samples.Add(_samples.Count);
            _samples.Add(form with { At = place, Along = along });
            _isGone.Add(false);
        }
    }

    private static PlanarPoint Course(byte heading)
    {
        var (sin, cos) = Math.SinCos(heading * CellTrack.HeadingStepDeg * Math.PI / 180);
        return new PlanarPoint(sin, cos);
    }

    private static PlanarLine LineOf(CellTrack track, LocalProjection plane) => new([.. track.Points.Select(plane.ToPlane)]);

    private static (int X, int Y) BucketOf(PlanarPoint point) =>
        ((int)Math.Floor(point.X / BucketM), (int)Math.Floor(point.Y / BucketM));
}
