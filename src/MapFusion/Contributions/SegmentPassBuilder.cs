using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The passes of segments in one message. What is counted runs from the last context fix (where the message before
/// stopped counting) to the last fix, less the trip's ends; a place is rounded to 0.1 m the same way in both messages, so
/// that a drive cut in messages adds up to the drive uncut.
/// </summary>
internal sealed class SegmentPassBuilder
{
    private readonly DriveObservation _drive;
    private readonly MatchedDrive _match;
    private readonly RoadGraph _graph;
    private readonly ContributionNaming _naming;
    private readonly Odometer _odometer;
    private readonly IReadOnlyList<HeldLimit> _holds;
    private readonly TripEnds _trip;

    public SegmentPassBuilder(DriveObservation drive, MatchedDrive match, RoadGraph graph, ContributionNaming naming)
    {
        (_drive, _match, _graph, _naming) = (drive, match, graph, naming);
        _odometer = Odometer.Of(drive.Fixes, match, graph);
        _holds = SignBook.Read(drive, _odometer);
        _trip = TripEnds.Of(drive);
    }

    public List<Contribution> Build()
    {
        var contributions = new List<Contribution>();
        var offsetVotes = DriveOffsets.Votes(OffsetPoints.Of(_drive, _match, _graph, _trip));
        for (var stretch = 0; stretch < _match.Stretches.Count; stretch++)
        {
            var counted = CountedFixes(stretch);
            foreach (var piece in _odometer.Pieces.Where(piece => piece.Stretch == stretch))
                if (Build(piece, counted, offsetVotes.GetValueOrDefault((stretch, piece.Index))) is { } contribution)
                    contributions.Add(contribution);
        }

        return contributions;
    }

    private Contribution? Build(DrivenPiece piece, (int First, int Last) counted, OffsetVote offset)
    {
        var grain = GrainId.Of(_graph.Segment(piece.Piece.SegmentIndex).Id);
        // The id is drawn also where nothing is counted, so that it does not depend on what is.
        var id = _naming.NextId(grain, (int)piece.Piece.Direction);
        var begin = double.PositiveInfinity;
        var end = double.NegativeInfinity;
        var crosses = false;
        if (counted.First < counted.Last)
        {
            var (from, to) = (_odometer.At(counted.First), _odometer.At(counted.Last));
            (begin, end) = (Math.Max(from, piece.BeginM), Math.Min(to, piece.EndM));
            crosses = piece.LeadsOn && from < piece.EndM && piece.EndM <= to;
        }

        var segment = _graph.Segment(piece.Piece.SegmentIndex);
        var grid = SegmentGrid.Of(segment.LengthM);
        var a = begin < end ? Dm(piece, begin, grid) : 0;
        var b = begin < end ? Dm(piece, end, grid) : 0;
        if (a == b && !crosses && !offset.IsVote)
            return null;
        var pass = new SegmentPass
        {
            Direction = piece.Piece.Direction, CrossesEnd = crosses, Grid = grid,
            Vehicle = _naming.VehicleOn(grain), Fleet = _naming.Fleet,
            FromDm = Math.Min(a, b), ToDm = Math.Max(a, b), SpeedCmps = begin < end ? SpeedCmps(piece.Stretch, begin, end) : 0,
            Votes = begin < end ? Votes(piece, begin, end, grid) : [],
            Offset = offset,
        };
        return new Contribution(grain, id, _naming.EventHour, segment.HomeCell, pass.Encode());
    }

    // The fixes of a stretch between which driving counts; first = last where it does not.
    private (int First, int Last) CountedFixes(int stretch)
    {
        var begin = Math.Max(_drive.ContextFrames - 1, 0);
        var (first, last) = (-1, -1);
        for (var i = _match.Stretches[stretch].FirstFix; i <= _match.Stretches[stretch].LastFix; i++)
        {
            if (_match.Fixes[i].Stretch != stretch || i < _trip.First || i > _trip.Last)
                continue;
            // The last matched fix of the context, or the first one behind it.
            if (first < 0 || i <= begin)
                first = i;
            last = i;
        }

        return (first, last);
    }

    // What the car knew from one end of the part to the other, also where that is nothing: who passes a sign and does not read it
    // says something, too.
    private List<LimitSpan> Votes(DrivenPiece piece, double begin, double end, SegmentGrid grid)
    {
        var segmentM = piece.BeginM - piece.EnteredM(_graph.LengthM(piece.Piece.SegmentIndex));
        var spans = new List<LimitSpan>();
        var (from, code) = (begin, LimitVote.Nothing.Code);
        foreach (var hold in _holds)
        {
            if (hold.SignM >= end)
                break;
            if (hold.SignM > from)
            {
                Add(from, hold.SignM, code);
                from = hold.SignM;
            }

            code = hold.VoteOn(segmentM, piece.LastTurnM).Code;
        }

        Add(from, end, code);
        if (piece.Piece.Direction == TravelDirection.Backward)
            spans.Reverse();
        return spans;

        void Add(double fromM, double toM, int held)
        {
            var (a, b) = (Dm(piece, fromM, grid), Dm(piece, toM, grid));
            if (a != b)
                spans.Add(new LimitSpan(Math.Min(a, b), Math.Max(a, b), held));
        }
    }

    private int SpeedCmps(int stretch, double begin, double end)
    {
        var seconds = (TimeMsAt(stretch, end) - TimeMsAt(stretch, begin)) / 1_000;
        return seconds <= 0 ? 0 : (int)Math.Clamp(Math.Round((end - begin) * 100 / seconds), 1, SegmentPass.LargestSpeedCmps);
    }

    private double TimeMsAt(int stretch, double odometerM)
    {
        var before = -1;
        for (var i = _match.Stretches[stretch].FirstFix; i <= _match.Stretches[stretch].LastFix; i++)
        {
            if (_match.Fixes[i].Stretch != stretch)
                continue;
            if (before >= 0 && _odometer.At(i) >= odometerM && _odometer.At(i) > _odometer.At(before))
            {
                var share = (odometerM - _odometer.At(before)) / (_odometer.At(i) - _odometer.At(before));
                return _drive.Fixes[before].TimeMs + share * (_drive.Fixes[i].TimeMs - _drive.Fixes[before].TimeMs);
            }

            before = i;
        }

        return before < 0 ? 0 : _drive.Fixes[before].TimeMs;
    }

    private static int Dm(DrivenPiece piece, double odometerM, SegmentGrid grid) =>
        (int)Math.Clamp(SegmentGrid.ToDm(piece.AlongAt(odometerM)), 0, grid.MaxDm);
}
