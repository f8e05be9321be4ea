using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Contributions.Offsets;

/// <summary>
/// Where beside a segment's line cars are to be expected. A two-way road is drawn where its directions meet, a one-way road in
/// the middle of its lanes. Lanes are 3.5 m wide; with several, each is taken half as often as its neighbour on the
/// side that one keeps to, as the duty to keep to that side has it (Vienna Convention on Road Traffic, article 10).
/// </summary>
/// <param name="RightM">Mean distance to the right of the line in driving direction; negative to the left.</param>
/// <param name="VarianceM2">Variance between the lanes.</param>
/// <param name="Lanes">Lanes in this direction, 1 to 6.</param>
internal readonly record struct LanePosition(double RightM, double VarianceM2, int Lanes)
{
    private const double WidthM = 3.5;
    private const double NextLaneShare = 0.5;
    private const int MostLanes = 6;

    public static LanePosition Of(RoadSegment segment, TravelDirection direction)
    {
        var isTwoWay = segment.ForwardAllowed && segment.BackwardAllowed;
        var tagged = direction == TravelDirection.Forward ? segment.LanesForward : segment.LanesBackward;
        // Motorways and trunk roads have two lanes at least where nothing else is said.
        var usual = !isTwoWay && !segment.IsLink && segment.Class <= RoadClass.Trunk ? 2 : 1;
        var lanes = Math.Clamp(tagged ?? usual, 1, MostLanes);
        double weight = 1, weights = 0, sum = 0, squares = 0;
        for (var lane = 0; lane < lanes; lane++, weight *= NextLaneShare)
        {
            var rightM = ((isTwoWay ? lanes - 0.5 : (lanes - 1) / 2.0) - lane) * WidthM;
            weights += weight;
            sum += weight * rightM;
            squares += weight * rightM * rightM;
        }

        var mean = sum / weights;
        return new LanePosition(DrivingSide.Of(segment.Country) * mean, squares / weights - mean * mean, lanes);
    }
}
