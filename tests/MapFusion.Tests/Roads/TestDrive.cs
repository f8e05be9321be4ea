using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Roads;

/// <summary>
/// A drive along a chain of segments, matched perfectly: a fix every so many metres at 10 m/s, cut into messages at will.
/// </summary>
internal sealed class TestDrive
{
    public const long DayMs = 86_400_000;
    private readonly RoadGraph _graph;
    private readonly RoadSegment[] _path;
    private readonly TravelDirection _direction;
    private readonly double[] _begins;
    private readonly double[] _positions;

    /// <param name="graph">The roads.</param>
    /// <param name="path">Segments in the order driven.</param>
    /// <param name="direction">Direction on all of them.</param>
    /// <param name="fromM">Odometer on the path of the first fix.</param>
    /// <param name="toM">Odometer of the last fix at most.</param>
    /// <param name="spacingM">Metres between fixes.</param>
    public TestDrive(
        RoadGraph graph, RoadSegment[] path, TravelDirection direction = TravelDirection.Forward,
        double fromM = 0, double toM = double.MaxValue, double spacingM = 10)
    {
        (_graph, _path, _direction) = (graph, path, direction);
        _begins = new double[path.Length + 1];
        for (var i = 0; i < path.Length; i++)
            _begins[i + 1] = _begins[i] + path[i].LengthM;
        var positions = new List<double>();
        for (var at = fromM; at <= Math.Min(toM, _begins[^1]); at += spacingM)
            positions.Add(at);
        _positions = [.. positions];
    }

    public int Fixes => _positions.Length;

    public long StartMs { get; init; } = 20_000 * DayMs;

    public double LateralM { get; init; }

    /// <summary>How far ahead of a sign a fix must lie to report it; the last such fix does.</summary>
    public double SeenAheadM { get; init; } = 30;

    /// <summary>Signs by odometer on the path.</summary>
    public List<(double AtM, string Value, SignRecognition.Types.Type Type)> Signs { get; } = [];

    public List<SignHeld> InForce { get; } = [];

    public bool First { get; init; }

    public bool Last { get; init; }

    /// <summary>Fixes from one index up to another, as one message.</summary>
    public (DriveObservation Drive, MatchedDrive Match) Message(int from, int to, int context, Hash128 key, ulong fleet = 1)
    {
        var fixes = new List<Fix>();
        var matches = new List<FixMatch>();
        var pieces = Pieces(_positions[from], _positions[to - 1]);
        var firstSegment = SegmentAt(_positions[from]);
        for (var i = from; i < to; i++)
        {
            var segment = SegmentAt(_positions[i]);
            var along = AlongOf(segment, _positions[i]);
            fixes.Add(new Fix(
                StartMs + i * 1_000, _graph.PointAt(_graph.IndexOf(_path[segment]), along), float.NaN, 10, 3));
            matches.Add(new FixMatch(0, segment - firstSegment, along, LateralM, _positions[i] - _positions[from]));
        }

        var drive = new DriveObservation
        {
            MessageKey = key, Fleet = fleet, ContextFrames = context, Fixes = fixes,
            FirstOfSession = First && from == 0, LastOfSession = Last && to == Fixes,
            Signs = [.. Signs.Select(sign => Reading(sign, from, to)).OfType<SignReading>()],
            SignsInForce = [.. HeldAt(_positions[from])],
        };
        return (drive, new MatchedDrive([new MatchedStretch(0, fixes.Count - 1, pieces)], [], matches));
    }

    public IReadOnlyList<Contribution> Contributions(int from, int to, int context, ulong vehicle, ulong message, ulong fleet = 1)
    {
        var (drive, match) = Message(from, to, context, new Hash128(message, vehicle), fleet);
        return ContributionBuilder.Build(drive, match, _graph, new TestPseudonyms(vehicle));
    }

    public IReadOnlyList<Contribution> Whole(ulong vehicle, ulong message, ulong fleet = 1) =>
        Contributions(0, Fixes, 0, vehicle, message, fleet);

    private SignReading? Reading((double AtM, string Value, SignRecognition.Types.Type Type) sign, int from, int to)
    {
        var index = Array.FindLastIndex(_positions, position => position <= sign.AtM - SeenAheadM);
        if (index < from || index >= to)
            return null;
        return Sign(index - from, sign.Type, sign.Value, sign.AtM - _positions[index]);
    }

    public static SignReading Sign(int fix, SignRecognition.Types.Type type, string value, double offsetM = 0) =>
        new(fix, type, value, SignRecognition.Types.Permanency.Static, 0.9, offsetM, []);

    private IEnumerable<SignHeld> HeldAt(double odometerM)
    {
        foreach (var held in InForce)
            yield return held with { DistanceDrivenM = held.DistanceDrivenM + odometerM - _positions[0] };
        foreach (var sign in Signs)
            if (sign.AtM <= odometerM)
                yield return new SignHeld(Sign(0, sign.Type, sign.Value), odometerM - sign.AtM);
    }

    private List<PathPiece> Pieces(double fromM, double toM)
    {
        var pieces = new List<PathPiece>();
        for (var i = SegmentAt(fromM); i <= SegmentAt(toM); i++)
            pieces.Add(new PathPiece(
                _graph.IndexOf(_path[i]), _direction,
                AlongOf(i, Math.Max(fromM, _begins[i])), AlongOf(i, Math.Min(toM, _begins[i + 1]))));
        return pieces;
    }

    private int SegmentAt(double odometerM)
    {
        var segment = 0;
        while (segment + 1 < _path.Length && _begins[segment + 1] <= odometerM)
            segment++;
        return segment;
    }

    private double AlongOf(int segment, double odometerM)
    {
        var driven = Math.Clamp(odometerM - _begins[segment], 0, _path[segment].LengthM);
        return _direction == TravelDirection.Forward ? driven : _path[segment].LengthM - driven;
    }
}
