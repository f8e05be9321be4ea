using System.IO.Compression;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.Evaluation.Inputs;

namespace Telemetry.Evaluation.Tests;

public sealed class InputTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("telemetry-evaluation-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Read_PointsWithColumns_GivesDrivesInOrder()
    {
        var path = Write(
            "points.csv.gz",
            "id,timestamp_ms,lon,lat,heading_deg,speed_mps\nb,2000,8.1,49.1,90,5\nb,1000,8.0,49.0,,\na,1000,8.2,49.2,10,1\n");
        var drives = DriveReader.Read(path);
        Assert.Equal(["b", "a"], drives.Select(drive => drive.Id));
        Assert.Equal([1000L, 2000L], drives[0].Fixes.Select(fix => fix.TimeMs));
        Assert.True(float.IsNaN(drives[0].Fixes[0].HeadingDeg));
        Assert.Equal((90f, 5f), (drives[0].Fixes[1].HeadingDeg, drives[0].Fixes[1].SpeedMps));
        Assert.True(float.IsNaN(drives[0].Fixes[1].AccuracyM));
    }

    [Fact]
    public void Read_PointsAsWellKnownText_LeavesEmptyOnesOut()
    {
        var path = Write(
            "points.csv",
            "id,time,geometry\n1,2019-03-22 21:16:53+00:00,POINT (11.9 50.3)\n1,2019-03-22 21:16:58+00:00,\n1,2019-03-22 21:17:00+00:00,POINT EMPTY\n");
        var fix = Assert.Single(Assert.Single(DriveReader.Read(path)).Fixes);
        Assert.Equal(GeoPoint.FromDegrees(11.9, 50.3), fix.Position);
        Assert.Equal(1_553_289_413_000, fix.TimeMs);
    }

    [Fact]
    public void Read_TruthOfSeveralLines_KeepsThemApart()
    {
        var path = Write("truth.csv", "id,WKT\n1,\"MULTILINESTRING ((8 49,8.1 49), (8.2 49,8.3 49,8.3 49))\"\n2,\"LINESTRING (8 49, 8.1 49)\"\n");
        var truth = TruthReader.Read(path);
        Assert.Equal([2, 2], truth["1"].Select(line => line.Length));
        Assert.Single(truth["2"]);
    }

    [Fact]
    public void Read_NetworkOfDirectedRows_JoinsOppositeOnes()
    {
        var path = Write("roads.csv", "lon1,lat1,lon2,lat2,passes\n8,49,8.1,49,3\n8.1,49,8,49,1\n8.1,49,8.2,49,1\n8,49,8,49,1\n");
        var segments = NetworkReader.Read(path, TestContext.Current.CancellationToken);
        Assert.Equal(2, segments.Count);
        Assert.Single(segments, segment => segment.ForwardAllowed && segment.BackwardAllowed);
        Assert.Equal(3, segments.SelectMany(segment => new[] { segment.OsmFromNodeId, segment.OsmToNodeId }).Distinct().Count());
    }

    [Theory]
    [InlineData("id,time\n1,2019-03-22\n", 1)]
    [InlineData("id,timestamp_ms,lon,lat\n1,0,8,49\n1,x,8,49\n", 3)]
    [InlineData("id,timestamp_ms,lon,lat\n1,0,200,49\n", 2)]
    [InlineData("id,timestamp_ms,wkt\n1,0,POINT (8)\n", 2)]
    [InlineData("id,time,lon,lat\n1,yesterday,8,49\n", 2)]
    [InlineData("", 1)]
    public void Read_BrokenPoints_NamesTheLine(string text, int line)
    {
        var thrown = Assert.Throws<InputFormatException>(() => DriveReader.Read(Write("points.csv", text)));
        Assert.StartsWith(FormattableString.Invariant($"points.csv, line {line}:"), thrown.Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        using Stream file = File.Create(path);
        using var target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }
}
