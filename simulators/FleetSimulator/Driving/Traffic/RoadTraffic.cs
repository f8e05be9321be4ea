namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>All that vehicles share on the road at one moment: each other, lights, rules and the hour. Not thread-safe.</summary>
internal sealed class RoadTraffic
{
    // Gaps that a driver takes to turn into a more important road; shorter the longer he waits.
    private const double ComfortableGapS = 4;
    private const double PatienceS = 60;
    private const double MovingMps = 1.5;
    private const double YieldWithinM = 15;
    private const double MergeWithinM = 150;
    private const double StopLineM = 4;
    private const double PullOutRoomM = 2;

    private readonly ApproachMap _approaches;
    private readonly SignalPlan? _signals;
    private readonly RightOfWay? _rules;
    private readonly RushHours? _rush;
    private readonly bool _interacts;

    public RoadTraffic(TrueNetwork network, RoadRules limits, TrafficOptions options, int cars, ulong seed)
    {
        (Network, Limits, _interacts) = (network, limits, options.Interacts);
        Queues = new LaneQueues(network.Lanes.Count, cars);
        _approaches = new ApproachMap(network.Graph);
        if (options.Signals)
        {
            _signals = new SignalPlan(network, _approaches, seed);
            _rules = new RightOfWay(network, _approaches, _signals, seed);
        }

        _rush = options.RushHours ? new RushHours(network.Graph, seed) : null;
    }

    public TrueNetwork Network { get; }

    public RoadRules Limits { get; }

    public LaneQueues Queues { get; }

    /// <summary>The moment up to which vehicles are moved.</summary>
    public long TimeMs { get; private set; }

    /// <summary>Goes on to a moment.</summary>
    public void MoveTo(long timeMs, TimeSpan utcOffset)
    {
        TimeMs = timeMs;
        _rush?.MoveTo((DateTimeOffset.FromUnixTimeMilliseconds(timeMs) + utcOffset).DateTime);
    }

    /// <summary>The share of the free speed that others leave on an edge.</summary>
    public double SpeedShare(int edge) => _rush?.SpeedShare(edge) ?? 1;

    public int LaneOf(int edge, int preferred) => Network.Lanes.LaneOf(edge, preferred);

    /// <summary>What a driver owes at an edge's end.</summary>
    public Priority AtEnd(int edge) => _rules?.AtEnd(edge) ?? Priority.Free;

    public bool IsGreen(int edge) => IsGreenAt(edge, TimeMs);

    /// <summary>True where the light at an edge's end is green at a moment, or there is none.</summary>
    public bool IsGreenAt(int edge, long timeMs) => _signals?.IsGreen(edge, timeMs) ?? true;

    /// <summary>The car in front on the same lane; -1 for none, and where nobody minds others.</summary>
    public int Ahead(int car) => _interacts ? Queues.Ahead(car) : -1;

    /// <summary>The last car on a lane; -1 for none, and where nobody minds others.</summary>
    public int LastOn(int lane) => _interacts ? Queues.LastOn(lane) : -1;

    /// <summary>
    /// Asks to drive from one edge on to the next; false where one has to wait at the line: for green, for others, or to stand first.
    /// </summary>
    public bool TryGoOn(int edge, int next, int preferredLane, double toLineM, double waitedS, bool hasStood)
    {
        switch (AtEnd(edge))
        {
            case Priority.Signal when !IsGreen(edge):
            case Priority.Stop when !hasStood:
                return false;
            case Priority.Stop or Priority.Yield when !MayTurnIn(edge, toLineM, waitedS):
                return false;
        }

        return !_interacts || Queues.TryClaim(LaneOf(next, preferredLane), LaneOf(edge, preferredLane));
    }

    /// <summary>True where a car stands close enough to a stop line for it to count.</summary>
    public static bool StandsAt(double toLineM, double speedMps) => toLineM < StopLineM && speedMps < 0.3;

    /// <summary>Gives back what <see cref="TryGoOn"/> gave.</summary>
    public void Release(int edge, int preferredLane)
    {
        if (_interacts)
            Queues.Release(LaneOf(edge, preferredLane));
    }

    /// <summary>Puts a car that parked on its lane, if nobody has to brake hard for it.</summary>
    public bool TryPullOut(int car, int edge, int preferredLane, double alongM, double lengthM, double stepS)
    {
        var lane = LaneOf(edge, preferredLane);
        var (ahead, follower) = (Queues.LastOn(lane), -1);
        for (; ahead >= 0 && Queues.AlongM(ahead) < alongM; ahead = Queues.Ahead(ahead))
            follower = ahead;
        if (_interacts)
        {
            if (ahead >= 0 && Queues.BackM(ahead) < alongM + PullOutRoomM)
                return false;
            var backM = alongM - lengthM - PullOutRoomM;
            if (follower >= 0 && Queues.AlongM(follower) + StopM(Queues.SpeedMps(follower), stepS) > backM)
                return false;
            // Somebody enters who is not on the lane yet.
            if (Queues.IsClaimed(lane) && StopM(1.2 * Network.PostedMps(edge), stepS) > backM)
                return false;
        }

        Queues.Insert(car, lane, lengthM, ahead);
        Queues.MoveTo(car, alongM, 0);
        return true;
    }

    private static double StopM(double speedMps, double stepS) =>
        speedMps * stepS + speedMps * speedMps / (2 * CarFollowing.HardestBrakingMps2);

    private bool MayTurnIn(int edge, double toLineM, double waitedS)
    {
        var isMerge = Network.Graph.Segment(edge >> 1).IsLink;
        if (toLineM > (isMerge ? MergeWithinM : YieldWithinM))
            return false;
        if (!_interacts)
            return true;
        var gapS = ComfortableGapS * Math.Max(0, 1 - waitedS / PatienceS);
        foreach (var other in _approaches.Entering(Network.Graph.ToNode(edge)))
        {
            if (other >> 1 == edge >> 1 || !_rules!.GoesBefore(other, edge))
                continue;
            var length = Network.Graph.EdgeLengthM(other);
            for (var i = 0; i < Network.Lanes.CountOn(other); i++)
            {
                var first = Queues.FirstOn(LaneOf(other, i));
                if (first >= 0 && Queues.SpeedMps(first) > MovingMps &&
                    (length - Queues.AlongM(first)) / Queues.SpeedMps(first) < gapS)
                    return false;
            }
        }

        return true;
    }
}
