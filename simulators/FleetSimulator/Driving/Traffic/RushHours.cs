using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// Cars that are not of the fleet: how much slower than on an empty road they let it drive, by hour and road. The speed falls with
/// the density in a straight line (Greenshields 1935). The density has two peaks on workdays and a flat one at weekends.
/// </summary>
internal sealed class RushHours
{
    // Share of the density at which traffic stands, by hour of the day.
    private static readonly double[] Workday =
    [
        0.02, 0.01, 0.01, 0.01, 0.03, 0.10, 0.28, 0.48, 0.45, 0.28, 0.22, 0.22,
        0.24, 0.24, 0.26, 0.34, 0.46, 0.50, 0.38, 0.24, 0.16, 0.12, 0.08, 0.04,
    ];

    private static readonly double[] Weekend =
    [
        0.05, 0.03, 0.02, 0.02, 0.02, 0.03, 0.05, 0.08, 0.12, 0.18, 0.24, 0.26,
        0.26, 0.25, 0.25, 0.26, 0.26, 0.26, 0.24, 0.20, 0.15, 0.12, 0.10, 0.07,
    ];

    private readonly float[] _share;
    private double _density;

    public RushHours(RoadGraph graph, ulong seed)
    {
        _share = new float[graph.EdgeCount];
        for (var edge = 0; edge < _share.Length; edge++)
        {
            var segment = graph.Segment(RoadGraph.SegmentOf(edge));
            var draw = new SimulationRandom(SimulationRandom.Derive(seed + 1, segment.Id.Value + (ulong)(edge & 1))).NextDouble();
            // Some roads are always crowded, and one direction more than the other.
            _share[edge] = (float)(Weight(segment.Class) * (0.5 + draw));
        }
    }

    /// <summary>Goes on to a local time of day.</summary>
    public void MoveTo(DateTime local) => _density = DensityAt(local);

    /// <summary>The share of the free speed that the others leave, above 0 and at most 1.</summary>
    public double SpeedShare(int edge) => 1 - _density * _share[edge];

    /// <summary>Density at a time, as a share of that of standing traffic; between the hours in straight lines.</summary>
    internal static double DensityAt(DateTime local)
    {
        var day = local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? Weekend : Workday;
        var hour = local.TimeOfDay.TotalHours;
        var before = (int)hour;
        return day[before] + (day[(before + 1) % 24] - day[before]) * (hour - before);
    }

    private static double Weight(RoadClass roadClass) => roadClass switch
    {
        RoadClass.Motorway => 0.5,
        RoadClass.Trunk or RoadClass.Primary or RoadClass.Secondary => 0.6,
        RoadClass.Tertiary => 0.45,
        _ => 0.3,
    };
}
