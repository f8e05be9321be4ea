using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>The camera of one vehicle: which of the signs on its way it reports, and as what.</summary>
internal sealed class SignReader(TrueNetwork network, RoadSigns signs, SignErrors errors, double intervalS, SimulationRandom random)
{
    private const double SightM = 25;
    private const double BehindLorriesMps = 30 / 3.6;
    private static readonly SpeedLimit[] Stickers = [SpeedLimit.Kmh(60), SpeedLimit.Kmh(80), SpeedLimit.Kmh(80), SpeedLimit.Kmh(100)];

    private readonly double _stickerChance = errors.StickersPerHour * intervalS / 3600;
    private int _edge;
    private int _junction;
    private double _readToM;
    private double _nextM;
    private int _version;
    private long _timeMs;

    /// <summary>A new trip begins: what stands behind the car it does not see.</summary>
    public void Begin(Trip trip) => (_edge, _junction, _readToM, _nextM) = (0, 0, trip.FromM, trip.FromM);

    /// <summary>The trip leads elsewhere behind the edge the car is on; what was seen is not seen again.</summary>
    public void Reroute(int edgeIndex) =>
        (_edge, _junction, _nextM) = (Math.Min(_edge, edgeIndex), Math.Min(_junction, edgeIndex), _readToM);

    /// <summary>Adds to a frame what has come into sight, the car being so many metres along its trip.</summary>
    public void Read(Trip trip, double atM, double speedMps, long timeMs, Frame frame)
    {
        _timeMs = timeMs;
        var toM = atM + SightM;
        if (toM >= _nextM || _version != signs.Version)
            ReadUpTo(toM, trip, atM, frame);

        if (speedMps > BehindLorriesMps && _stickerChance > 0 && random.Chance(_stickerChance))
            Report(
                PostedSign.Of(Stickers[random.Below(Stickers.Length)]), network.Graph.Segment(trip.Edges[_edge] >> 1).Id.Value,
                random.Between(5, SightM), random.Between(0.5, 0.85), frame);
    }

    private void ReadUpTo(double toM, Trip trip, double atM, Frame frame)
    {
        _nextM = double.PositiveInfinity;
        for (; ; _edge++)
        {
            ReadEdge(trip, toM, atM, frame);
            if (_edge + 1 >= trip.Edges.Count)
                break;
            if (trip.StartM[_edge + 1] > toM)
            {
                _nextM = Math.Min(_nextM, trip.StartM[_edge + 1]);
                break;
            }
        }

        for (; _junction + 1 < trip.Edges.Count && trip.StartM[_junction + 1] <= toM; _junction++)
            ReadOther(trip.Edges[_junction], trip.Edges[_junction + 1], trip.StartM[_junction + 1] - atM, frame);
        (_readToM, _version) = (Math.Max(_readToM, toM), signs.Version);
    }

    private void ReadEdge(Trip trip, double toM, double atM, Frame frame)
    {
        var (edge, startM) = (trip.Edges[_edge], trip.StartM[_edge]);
        var posts = signs.On(edge);
        foreach (var post in posts)
        {
            if (ComesIntoSight(startM + post.AlongM, toM))
                ReadOwn(post, edge, startM + post.AlongM - atM, frame);
        }

        foreach (ref readonly var post in signs.Beside(edge))
        {
            if (ComesIntoSight(startM + post.AlongM, toM) && random.Chance(errors.OfParallelRoad) && signs.Face(post) is { } face)
                Report(face, SignOf(post.Of), startM + post.AlongM - atM, random.Between(0.5, 0.9), frame);
        }
    }

    // Takes note of the next one that does not yet.
    private bool ComesIntoSight(double postM, double toM)
    {
        if (postM > toM)
            _nextM = Math.Min(_nextM, postM);
        return postM > _readToM && postM <= toM;
    }

    private void ReadOwn(SignPost post, int edge, double aheadM, Frame frame)
    {
        // One post, one distance: its signs stay in their order.
        var reportedM = aheadM + errors.OffsetM * random.NextGaussian();
        foreach (var sign in post.Signs)
        {
            if (random.Chance(errors.Missed))
                continue;
            var isMisread = sign.Limit is { } limit && random.Chance(errors.Misread);
            Add(
                isMisread ? sign with { Limit = PlausibleLimits.OtherThan(sign.Limit!.Value, random) } : sign, SignOf(edge),
                reportedM, isMisread ? random.Between(0.5, 0.9) : random.Between(0.8, 0.99), frame);
        }
    }

    // A sign that stands at another road of the junction, not one's own.
    private void ReadOther(int edge, int next, double aheadM, Frame frame)
    {
        if (!random.Chance(errors.OfOtherRoad))
            return;
        var outgoing = network.Graph.Outgoing(network.Graph.ToNode(edge));
        var other = outgoing[random.Below(outgoing.Length)];
        if (other == next || other >> 1 == edge >> 1 || signs.On(other) is not [var post, ..])
            return;
        Report(post.Signs[^1], SignOf(other), aheadM, random.Between(0.5, 0.9), frame);
    }

    private ulong SignOf(int edge) => network.Graph.Segment(RoadGraph.SegmentOf(edge)).Id.Value;

    private void Report(PostedSign sign, ulong of, double aheadM, double confidence, Frame frame) =>
        Add(sign, of, aheadM + errors.OffsetM * random.NextGaussian(), confidence, frame);

    private void Add(PostedSign sign, ulong of, double reportedM, double confidence, Frame frame)
    {
        var recognition = new SignRecognition
        {
            Type = sign.Type,
            ValueText = sign.IsVariable ? RoadRules.VariableAt(_timeMs, of).ToString() : sign.Limit?.ToString() ?? "",
            Permanency = sign.IsVariable
                ? SignRecognition.Types.Permanency.Variable
                : SignRecognition.Types.Permanency.Static,
            Confidence = (float)Math.Round(confidence, 2),
            PositionOffsetM = (float)Math.Round(reportedM, 1),
        };
        recognition.Conditions.AddRange(sign.Conditions);
        frame.Signs.Add(recognition);
    }
}
