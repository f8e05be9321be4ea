using System.Collections.Immutable;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>Lines as PostGIS takes them (EWKB with SRID 4326, little-endian) and gives them (WKB). Safe for use by many threads.</summary>
internal static class PostgisLines
{
    private const int Wgs84 = 4326;

    /// <summary>A line as EWKB.</summary>
    public static byte[] Write(ImmutableArray<GeoPoint> line)
    {
        var coordinates = new Coordinate[line.Length];
        for (var i = 0; i < coordinates.Length; i++)
            coordinates[i] = new Coordinate(line[i].LonDeg, line[i].LatDeg);
        return new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(new LineString(coordinates) { SRID = Wgs84 });
    }

    /// <summary>Reads WKB back into the very positions that were written.</summary>
    public static GeoPoint[] Read(byte[] wkb) =>
        [.. new WKBReader().Read(wkb).Coordinates.Select(at => GeoPoint.FromDegrees(at.X, at.Y))];
}
