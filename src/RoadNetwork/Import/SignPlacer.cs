using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Gives traffic signs to segments. A sign on a node of a road goes to the segment that it is for: at a cut, the one that begins behind
/// it. A sign beside the road goes to the nearest segment within 15 m, of those whose traffic it faces where a tag says where it looks.
/// </summary>
internal sealed class SignPlacer(List<RoadSegment> segments, ProblemLog problems)
{
    /// <summary>How far a sign may stand from the middle of its road: half a wide carriageway and a pavement.</summary>
    public const double ReachM = 15;

    // A face is turned a little towards the driver, and roads bend.
    private const double FacingToleranceDeg = 60;

    private readonly Dictionary<int, List<MappedSign>> _bySegment = [];

    /// <summary>Signs placed.</summary>
    public int Placed { get; private set; }

    /// <summary>Places signs on nodes of roads.</summary>
    public void PlaceOnRoads(IEnumerable<PendingSign> signs, IReadOnlyDictionary<long, List<SignSighting>> sightings)
    {
        foreach (var sign in signs)
        {
            SignSighting? found = null;
            foreach (var sighting in sightings.GetValueOrDefault(sign.NodeId) ?? [])
                if (found is null || IsFor(sign, sighting) && !IsFor(sign, found.Value))
                    found = sighting;
            Place(sign, found);
        }
    }

    /// <summary>Places signs that stand by themselves.</summary>
    public void PlaceBeside(IReadOnlyList<PendingSign> signs)
    {
        if (signs.Count == 0)
            return;
        var search = new SignSearch(signs, ReachM);
        var best = new (double DistanceM, SignSighting Place)?[signs.Count];
        var segment = 0;
        SignSearch.Found found = (sign, distanceM, alongM, bearingDeg) =>
        {
            var place = new SignSighting(segment, alongM, bearingDeg);
            if (DirectionFor(signs[sign], place, out _) && (best[sign] is not { } known || IsBetter(distanceM, place, known)))
                best[sign] = (distanceM, place);
        };
        for (; segment < segments.Count; segment++)
            search.Visit(segments[segment], found);
        for (var sign = 0; sign < signs.Count; sign++)
            Place(signs[sign], best[sign]?.Place);
    }

    /// <summary>Writes the signs into their segments.</summary>
    public void Finish()
    {
        foreach (var (segment, signs) in _bySegment)
            segments[segment] = segments[segment] with
            {
                Signs =
                [
                    .. signs.OrderBy(sign => sign.OffsetM).ThenBy(sign => sign.Code, StringComparer.Ordinal).ThenBy(sign => sign.Direction),
                ],
            };
    }

    private bool IsBetter(double distanceM, SignSighting place, (double DistanceM, SignSighting Place) known) =>
        distanceM < known.DistanceM ||
        (distanceM == known.DistanceM && segments[place.Segment].Id.CompareTo(segments[known.Place.Segment].Id) < 0);

    // At a junction the sign speaks to who drives on from there.
    private bool IsFor(in PendingSign sign, SignSighting place) => DirectionFor(sign, place, out var direction) && direction switch
    {
        TravelDirection.Forward => place.AlongM < segments[place.Segment].LengthM,
        TravelDirection.Backward => place.AlongM > 0,
        _ => true,
    };

    /// <summary>The direction of travel that a sign is for at a place, null where nothing says; false where it is for none that may be driven.</summary>
    private bool DirectionFor(in PendingSign sign, SignSighting place, out TravelDirection? direction)
    {
        var segment = segments[place.Segment];
        direction = sign.Text.Direction;
        if (direction is null && sign.Text.FacesDeg is { } facesDeg)
        {
            var angle = Sphere.AngleBetweenDeg(place.BearingDeg, facesDeg + 180);
            if (angle > FacingToleranceDeg && angle < 180 - FacingToleranceDeg)
                return false;
            direction = angle <= FacingToleranceDeg ? TravelDirection.Forward : TravelDirection.Backward;
        }

        if (direction is { } known)
            return segment.Allows(known);
        if (!segment.ForwardAllowed || !segment.BackwardAllowed)
            direction = segment.ForwardAllowed ? TravelDirection.Forward : TravelDirection.Backward;
        return true;
    }

    private void Place(in PendingSign sign, SignSighting? found)
    {
        if (found is not { } place)
        {
            problems.Add(ImportProblem.LostSign, "node", sign.NodeId, $"{sign.Text.Code}: no road within {ReachM} m that it can be for");
            return;
        }

        DirectionFor(sign, place, out var direction);
        if (!_bySegment.TryGetValue(place.Segment, out var signs))
            _bySegment.Add(place.Segment, signs = []);
        signs.Add(new MappedSign(Math.Round(place.AlongM * 10) / 10, direction, sign.Text.Code, sign.Text.Limit));
        Placed++;
    }
}
