using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.TestKit;

/// <summary>Where a car is, second by second, that drives along the marks of a drawing at 10 m/s.</summary>
public static class AsciiDrive
{
    private const double StepM = 10;

    /// <summary>Positions 10 m apart and the course there, in tenths of degrees clockwise from north.</summary>
    /// <param name="map">The drawing.</param>
    /// <param name="marks">Nodes or positions in the order driven, at least two.</param>
    /// <param name="lateralM">How far right of the line the positions lie, in metres.</param>
    public static IReadOnlyList<(GeoPoint Position, int HeadingTenths)> Along(AsciiMap map, string marks, double lateralM = 0)
    {
        var places = new List<(GeoPoint, int)>();
        var plane = new LocalProjection(map.At(marks[0]));
        for (var i = 1; i < marks.Length; i++)
        {
            var (from, to) = (plane.ToPlane(map.At(marks[i - 1])), plane.ToPlane(map.At(marks[i])));
            var (east, north) = (to.X - from.X, to.Y - from.Y);
            var lengthM = Math.Sqrt(east * east + north * north);
            var heading = (int)Math.Round((Math.Atan2(east, north) * 180 / Math.PI + 360) * 10) % 3600;
            for (var atM = 0.0; atM < lengthM; atM += StepM)
            {
                var share = atM / lengthM;
                places.Add((
                    plane.ToGeo(new PlanarPoint(
                        from.X + share * east + lateralM * north / lengthM, from.Y + share * north - lateralM * east / lengthM)),
                    heading));
            }
        }

        return places;
    }
}
