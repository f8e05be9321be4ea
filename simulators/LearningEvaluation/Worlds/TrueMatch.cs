using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Solo;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Worlds;

/// <summary>
/// Perfect map matching, for comparison: every fix on its true segment of the base map at its true place, and off the network where the
/// base map lacks the segment. A place on a segment whose line differs is the same share of its length. Safe to share.
/// </summary>
public sealed class TrueMatch
{
    private readonly RoadGraph _baseMap;
    private readonly RoadGraph _truth;
    private readonly int[] _mapped;

    /// <param name="truth">The true graph.</param>
    /// <param name="baseMap">The platform's.</param>
    public TrueMatch(RoadGraph truth, RoadGraph baseMap)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(baseMap);
        (_truth, _baseMap) = (truth, baseMap);
        _mapped = [.. Enumerable.Range(0, truth.SegmentCount)
            .Select(segment => baseMap.TryFind(truth.Segment(segment).Id, out var mapped) ? mapped : -1)];
    }

    /// <summary>The match of a message of a drive.</summary>
    public MatchedDrive Match(SoloDrive drive, FrameMessage message)
    {
        ArgumentNullException.ThrowIfNull(drive);
        ArgumentNullException.ThrowIfNull(message);
        var places = new (double AtM, int Index)[message.Frames.Count];
        var index = 0;
        for (var i = 0; i < places.Length; i++)
        {
            var at = drive.AtM(message.Frames[i].TimestampUtcMs);
            while (index + 1 < drive.Edges.Count && drive.StartM[index + 1] <= at)
                index++;
            places[i] = (at, index);
        }

        return Build(drive, places, MessageReading.FixesOf(message));
    }

    private MatchedDrive Build(SoloDrive drive, (double AtM, int Index)[] places, Fix[] fixes)
    {
        var stretches = new List<MatchedStretch>();
        var breaks = new List<MatchBreak>();
        var matches = new FixMatch[places.Length];
        for (var first = 0; first < places.Length;)
        {
            var isMapped = IsMapped(drive, places[first].Index);
            var last = first;
            while (last + 1 < places.Length && Joins(drive, places[last].Index, places[last + 1].Index, isMapped))
                last++;
            if (isMapped)
                AddStretch(drive, places, fixes, first, last, stretches, matches);
            else
            {
                breaks.Add(new MatchBreak(BreakReason.OffNetwork, first, last));
                Array.Fill(matches, FixMatch.None, first, last - first + 1);
            }

            first = last + 1;
        }

        return new MatchedDrive(stretches, breaks, matches);
    }

    private bool IsMapped(SoloDrive drive, int index) => _mapped[RoadGraph.SegmentOf(drive.Edges[index])] >= 0;

    // All roads between two fixes are mapped, or those of both fixes are not.
    private bool Joins(SoloDrive drive, int from, int to, bool isMapped)
    {
        if (!isMapped)
            return !IsMapped(drive, to);
        for (var index = from; index <= to; index++)
        {
            if (!IsMapped(drive, index))
                return false;
        }

        return true;
    }

    private void AddStretch(
        SoloDrive drive, (double AtM, int Index)[] places, Fix[] fixes, int first, int last, List<MatchedStretch> stretches,
        FixMatch[] matches)
    {
        var pieces = new List<PathPiece>();
        var begins = new List<double>();
        double driven = 0;
        for (var index = places[first].Index; index <= places[last].Index; index++)
        {
            var from = PlaceOn(drive, index, index == places[first].Index ? places[first].AtM : drive.StartM[index]);
            var to = PlaceOn(drive, index, index == places[last].Index ? places[last].AtM : drive.StartM[index + 1]);
            begins.Add(driven);
            pieces.Add(new PathPiece(
                _mapped[RoadGraph.SegmentOf(drive.Edges[index])], RoadGraph.DirectionOf(drive.Edges[index]), from, to));
            driven += pieces[^1].LengthM;
        }

        for (var i = first; i <= last; i++)
        {
            var piece = places[i].Index - places[first].Index;
            var alongM = PlaceOn(drive, places[i].Index, places[i].AtM);
            var segment = pieces[piece].SegmentIndex;
            matches[i] = new FixMatch(
                stretches.Count, piece, alongM, LateralM(segment, alongM, fixes[i].Position),
                begins[piece] + Math.Abs(alongM - pieces[piece].FromM));
        }

        stretches.Add(new MatchedStretch(first, last, pieces));
    }

    // Metres along the base segment in the way's order.
    private double PlaceOn(SoloDrive drive, int index, double atM)
    {
        var edge = drive.Edges[index];
        var share = Math.Clamp((atM - drive.StartM[index]) / _truth.EdgeLengthM(edge), 0, 1);
        var length = _baseMap.LengthM(_mapped[RoadGraph.SegmentOf(edge)]);
        return length * (RoadGraph.DirectionOf(edge) == TravelDirection.Forward ? share : 1 - share);
    }

    private double LateralM(int segment, double alongM, GeoPoint position)
    {
        var plane = new LocalProjection(_baseMap.PointAt(segment, alongM));
        var (sin, cos) = Math.SinCos(_baseMap.BearingAt(segment, alongM, TravelDirection.Forward) * Math.PI / 180);
        var offset = plane.ToPlane(position);
        return offset.X * cos - offset.Y * sin;
    }
}
