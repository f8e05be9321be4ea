using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Driving;

/// <summary>The camera of one vehicle: which of the signs on its way it reports, and as what.</summary>
internal sealed class SignReader(TrueNetwork network, SignErrors errors, SimulationRandom random)
{
    private const double SightM = 25;

    private int _edge;
    private int _sign;
    private int _junction;

    /// <summary>A new trip begins.</summary>
    public void Begin() => (_edge, _sign, _junction) = (0, 0, 0);

    /// <summary>Adds to a frame what has come into sight, the car being so many metres along its trip.</summary>
    public void Read(Trip trip, double atM, Frame frame)
    {
        for (; _edge < trip.Edges.Count && trip.StartM[_edge] <= atM + SightM; _edge++, _sign = 0)
        {
            var signs = network.Signs(trip.Edges[_edge]);
            for (; _sign < signs.Length; _sign++)
            {
                var ahead = trip.StartM[_edge] + signs[_sign].AlongM - atM;
                if (ahead > SightM)
                    break;
                ReadOwn(signs[_sign].Limit, ahead, frame);
            }

            // Comes back to this edge for the signs farther on, and for the edge behind once it is in sight.
            if (_sign < signs.Length || trip.StartM[_edge + 1] > atM + SightM)
                break;
        }

        for (; _junction + 1 < trip.Edges.Count && trip.StartM[_junction + 1] <= atM + SightM; _junction++)
            ReadOther(trip.Edges[_junction], trip.Edges[_junction + 1], trip.StartM[_junction + 1] - atM, frame);
    }

    private void ReadOwn(SpeedLimit limit, double aheadM, Frame frame)
    {
        if (random.Chance(errors.Missed))
            return;
        var isMisread = random.Chance(errors.Misread);
        var read = isMisread ? PlausibleLimits.OtherThan(limit, random) : limit;
        Report(read, aheadM, isMisread ? random.Between(0.5, 0.9) : random.Between(0.8, 0.99), frame);
    }

    // A sign that stands at another road of the junction, not one's own.
    private void ReadOther(int edge, int next, double aheadM, Frame frame)
    {
        if (!random.Chance(errors.OfOtherRoad))
            return;
        var outgoing = network.Graph.Outgoing(network.Graph.ToNode(edge));
        var other = outgoing[random.Below(outgoing.Length)];
        if (other == next || other >> 1 == edge >> 1 || network.Signs(other) is not [var sign, ..])
            return;
        Report(sign.Limit, aheadM, random.Between(0.5, 0.9), frame);
    }

    private void Report(SpeedLimit limit, double aheadM, double confidence, Frame frame) => frame.Signs.Add(new SignRecognition
    {
        Type = limit.Kind == SpeedLimitKind.None
            ? SignRecognition.Types.Type.AllRestrictionsEnd
            : SignRecognition.Types.Type.SpeedLimitStart,
        ValueText = limit.Kind switch
        {
            // Such a sign shows the value of the moment.
            SpeedLimitKind.Variable => "100",
            _ => limit.ToString(),
        },
        Permanency = limit.Kind == SpeedLimitKind.Variable
            ? SignRecognition.Types.Permanency.Variable
            : SignRecognition.Types.Permanency.Static,
        Confidence = (float)Math.Round(confidence, 2),
        PositionOffsetM = (float)Math.Round(aheadM + errors.OffsetM * random.NextGaussian(), 1),
    });
}
