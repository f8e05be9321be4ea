using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapApi.SpeedLimits;

/// <summary>A published line seen from a place beside it.</summary>
/// <param name="DistanceM">Metres from the place to the line.</param>
/// <param name="BearingDeg">Bearing of the line at its nearest point, in the order of its positions, clockwise from north.</param>
internal readonly record struct RoadHere(double DistanceM, double BearingDeg)
{
    /// <summary>Reads the line of a canonical feature and finds its nearest point.</summary>
    public static RoadHere Of(JsonElement feature, GeoPoint place)
    {
        var line = feature.GetProperty("geometry").GetProperty("coordinates").EnumerateArray()
            .Select(position => GeoPoint.FromDegrees(position[0].GetDouble(), position[1].GetDouble()))
            .ToArray();
        var best = new RoadHere(double.PositiveInfinity, 0);
        var projection = new LocalProjection(place);
        var from = projection.ToPlane(line[0]);
        foreach (var position in line.AsSpan(1))
        {
            var to = projection.ToPlane(position);
            var along = to - from;
            var lengthSquared = along.X * along.X + along.Y * along.Y;

            // The place is the projection's origin.
            var part = lengthSquared == 0 ? 0 : Math.Clamp(-(from.X * along.X + from.Y * along.Y) / lengthSquared, 0, 1);
            var distance = (from + along * part).Length;
            if (distance < best.DistanceM)
                best = new RoadHere(distance, along.BearingDeg);
            from = to;
        }

        return best;
    }

    /// <summary>The angle between a heading and the line driven in a direction, 0 to 180 degrees.</summary>
    public double AngleTo(double headingDeg, TravelDirection direction)
    {
        var bearing = direction == TravelDirection.Forward ? BearingDeg : BearingDeg + 180;
        var angle = Math.Abs(headingDeg - bearing) % 360;
        return angle > 180 ? 360 - angle : angle;
    }
}
