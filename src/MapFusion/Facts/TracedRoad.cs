using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>A line that enough vehicles drove off the network.</summary>
/// <param name="Line">Two points or more.</param>
/// <param name="ErrorM">The largest standard error of a place of it, across the line.</param>
/// <param name="Evidence">The samples beside it.</param>
internal sealed record TracedRoad(IReadOnlyList<PlanarPoint> Line, double ErrorM, IReadOnlyList<OffRoadSample> Evidence)
{
    // A direction that fewer drive is a few who turned around, or noise.
    private const double LeastShare = 0.2;

    /// <summary>Which ways the line is driven, by vehicles; at least one is true.</summary>
    public (bool Forward, bool Backward) Directions()
    {
        var line = new PlanarLine(Line);
        var (forward, backward) = (new HashSet<int>(), new HashSet<int>());
        foreach (var sample in Evidence)
        {
            var along = line.Nearest(sample.At).Along;
            (along.X * sample.Along.X + along.Y * sample.Along.Y >= 0 ? forward : backward).Add(sample.Voice);
        }

        var least = LeastShare * (forward.Count + backward.Count);
        return (forward.Count >= least, backward.Count >= least);
    }
}
