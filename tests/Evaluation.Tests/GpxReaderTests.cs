using System.Text;
using Telemetry.Evaluation.Inputs;

namespace Telemetry.Evaluation.Tests;

public sealed class GpxReaderTests
{
    [Fact]
    public void Read_TracksAndSegments_AreDrivesWithTheirFixes()
    {
        var drives = Read(
            """
            <?xml version="1.0"?>
            <gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1" xmlns:t="http://www.garmin.com/xmlschemas/TrackPointExtension/v2">
              <wpt lat="1" lon="1"/>
              <trk><name>Home</name>
                <trkseg>
                  <trkpt lat="49.5" lon="8.25"><ele>110.5</ele><time>2026-03-02T07:00:01.5Z</time>
                    <extensions><t:TrackPointExtension><t:speed>12.5</t:speed><t:course>359.5</t:course></t:TrackPointExtension></extensions></trkpt>
                  <trkpt lat="49.6" lon="8.25"><time>2026-03-02T09:00:00+02:00</time></trkpt>
                </trkseg>
                <trkseg/>
                <trkseg><trkpt lat="-49.5" lon="-8.25"><time>2026-03-02T08:00:00</time></trkpt></trkseg>
              </trk>
            </gpx>
            """);
        Assert.Equal(["drive.gpx/1/1", "drive.gpx/1/3"], drives.Select(d => d.Id));
        // The second point of the file was driven first.
        Assert.Equal([49.6, 49.5], drives[0].Fixes.Select(f => f.Position.LatDeg));
        Assert.Equal(1_500, drives[0].Fixes[1].TimeMs - drives[0].Fixes[0].TimeMs);
        Assert.Equal((12.5f, 359.5f), (drives[0].Fixes[1].SpeedMps, drives[0].Fixes[1].HeadingDeg));
        Assert.True(float.IsNaN(drives[0].Fixes[0].SpeedMps) && float.IsNaN(drives[0].Fixes[0].HeadingDeg));
        Assert.Equal(-8.25, drives[1].Fixes[0].Position.LonDeg);
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("<gpx><trk><trkseg>", "well-formed")]
    [InlineData("<html/>", "the root element is not gpx")]
    [InlineData("<!DOCTYPE gpx [<!ENTITY a \"b\">]><gpx>&a;</gpx>", "document type")]
    [InlineData("<gpx><trk><trkseg>\n<trkpt lat=\"NaN\" lon=\"8\"><time>2026-03-02T07:00:00Z</time></trkpt></trkseg></trk></gpx>", "line 2: a track point needs lat and lon on the planet")]
    [InlineData("<gpx><trk><trkseg>\n<trkpt lat=\"91\" lon=\"8\"/></trkseg></trk></gpx>", "line 2: a track point needs lat and lon on the planet")]
    [InlineData("<gpx><trk><trkseg>\n\n<trkpt lat=\"49\"/></trkseg></trk></gpx>", "line 3: a track point needs lat and lon on the planet")]
    [InlineData("<gpx><trk><trkseg>\n<trkpt lat=\"49\" lon=\"8\"/></trkseg></trk></gpx>", "line 2: a track point has no time")]
    [InlineData("<gpx><trk><trkseg><trkpt lat=\"49\" lon=\"8\">\n<time>yesterday</time></trkpt></trkseg></trk></gpx>", "line 2: 'yesterday' is not a time")]
    [InlineData("<gpx><trk><trkseg><trkpt lat=\"49\" lon=\"8\">\n<speed>-1</speed></trkpt></trkseg></trk></gpx>", "line 2: speed '-1' is not 0 to 150")]
    [InlineData("<gpx><trk><trkseg><trkpt lat=\"49\" lon=\"8\">\n<time><b>2026</b></time></trkpt></trkseg></trk></gpx>", "line 2: an element stands where a value should")]
    public void Read_WhatIsNoTrack_SaysWhereAndWhat(string gpx, string expected)
    {
        var error = Assert.Throws<InputFormatException>(() => Read(gpx));
        Assert.StartsWith("drive.gpx, line ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_HostileBytes_NeverThrowsAnythingElse()
    {
        var good = Encoding.UTF8.GetBytes("<gpx><trk><trkseg><trkpt lat=\"49\" lon=\"8\"><time>2026-03-02T07:00:00Z</time><speed>3</speed></trkpt></trkseg></trk></gpx>");
        var random = new Random(5);
        for (var round = 0; round < 3000; round++)
        {
            var bytes = good.ToArray();
            for (var i = random.Next(1, 6); i > 0; i--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                GpxReader.Read("drive.gpx", new MemoryStream(bytes, 0, random.Next(bytes.Length + 1)));
            }
            catch (InputFormatException)
            {
                // Told by line.
            }
        }
    }

    private static IReadOnlyList<Drive> Read(string gpx) => GpxReader.Read("drive.gpx", new MemoryStream(Encoding.UTF8.GetBytes(gpx)));
}
