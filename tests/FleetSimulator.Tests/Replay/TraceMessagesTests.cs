using System.Globalization;
using System.Text;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.Replay;
using Telemetry.MapMatching.Model;

namespace Telemetry.FleetSimulator.Tests.Replay;

public sealed class TraceMessagesTests
{
    private static readonly TraceOptions Options = new() { FleetId = "demo" };

    public static TheoryData<bool> Formats => [true, false];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Of_SimulatedDrivesWrittenAndReadAgain_AreTheSameFrames(bool asGpx)
    {
        var sessions = Simulations.Sessions(Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(10)));
        var path = Path.GetTempFileName() + (asGpx ? ".gpx" : ".csv");
        File.WriteAllText(path, asGpx ? Gpx(sessions) : Csv(sessions));
        var drives = asGpx ? GpxReader.Read(path) : DriveReader.Read(path);
        File.Delete(path);
        Assert.Equal(sessions.Count, drives.Count);
        foreach (var (session, drive) in sessions.Values.Zip(drives))
        {
            var again = FramesOf(TraceMessages.Of("a", drive, Options, out var count));
            Assert.Equal(session.Count, count);
            Assert.Equal(
                session.Select(f => (f.TimestampUtcMs, f.LongitudeDeg, f.LatitudeDeg, f.SpeedMps, f.HeadingDeg)),
                again.Select(f => (f.TimestampUtcMs, f.LongitudeDeg, f.LatitudeDeg, f.SpeedMps, f.HeadingDeg)));
        }
    }

    [Fact]
    public void Of_NoSpeedAndHeading_WorksThemOutOfThePlaces()
    {
        // East at 10 m/s, then standing, with a fix every two seconds.
        var frames = FramesOf(TraceMessages.Of("a", Line(i => Math.Min(i * 20, 400)), Options, out _));
        Assert.All(frames.Take(19), f => Assert.Equal(10, f.SpeedMps, 0.1));
        Assert.All(frames.Skip(22), f => Assert.Equal(0, f.SpeedMps, 0.01));
        Assert.All(frames, f => Assert.Equal(90, f.HeadingDeg, 0.1));
    }

    [Fact]
    public void Of_GapOrLeap_CutsTheDriveInTwo()
    {
        var fixes = Line(i => i * 20).Fixes;
        var gap = new Drive("gap", [.. fixes.Take(30), .. fixes.Skip(30).Select(f => f with { TimeMs = f.TimeMs + 61_000 })]);
        var leap = new Drive("leap", [.. fixes.Take(30), .. Line(i => 50_000 + i * 20).Fixes.Skip(30)]);
        Assert.Equal(2, TraceMessages.Of("a", gap, Options, out _).Select(m => m.Message.SessionId).Distinct().Count());
        Assert.Equal(2, TraceMessages.Of("a", leap, Options, out _).Select(m => m.Message.SessionId).Distinct().Count());
        Assert.Single(TraceMessages.Of("a", gap, Options with { LongestGap = TimeSpan.FromMinutes(2) }, out _).Select(m => m.Message.SessionId).Distinct());
    }

    [Fact]
    public void Of_EndGiven_ShiftsTheWholeDriveAndKeepsTheContract()
    {
        var end = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var messages = TraceMessages.Of("a", Line(i => i * 15), Options with { EndUtc = end }, out _);
        Assert.Equal(end.ToUnixTimeMilliseconds(), messages[^1].Message.Frames[^1].TimestampUtcMs);
        Assert.Equal(messages.Select(m => m.ReleasedAt).Order(), messages.Select(m => m.ReleasedAt));
        Assert.All(messages, m => Assert.Null(FrameMessageValidator.Validate(m.Message, 0, end)));
        Assert.Equal(messages.Select(m => m.Message), TraceMessages.Of("a", Line(i => i * 15), Options with { EndUtc = end }, out _).Select(m => m.Message));
        Assert.NotEqual(messages[0].Message.VehicleId, TraceMessages.Of("b", Line(i => i * 15), Options, out _)[0].Message.VehicleId);
    }

    [Fact]
    public void Of_OneFix_IsNoDrive() => Assert.Empty(TraceMessages.Of("a", new Drive("1", [Line(_ => 0).Fixes[0]]), Options, out _));

    private static Drive Line(Func<int, double> eastM) => new("line", [.. Enumerable.Range(0, 60).Select(i => new Fix(
        1_700_000_000_000 + i * 2000L, GeoPoint.FromDegrees(10 + eastM(i) / 111_195.0 / Math.Cos(50 * Math.PI / 180), 50), float.NaN, float.NaN, float.NaN))]);

    private static List<Frame> FramesOf(IEnumerable<(DateTimeOffset ReleasedAt, FrameMessage Message)> messages) =>
        [.. messages.SelectMany(m => m.Message.Frames.Skip(m.Message.ContextFrames))];

    private static string Csv(Dictionary<string, List<Frame>> sessions)
    {
        var text = new StringBuilder("id,time,lon,lat,speed,heading\n");
        foreach (var (id, frames) in sessions)
        {
            // Backwards: a file need not be in order of time.
            foreach (var f in frames.AsEnumerable().Reverse())
                text.AppendLine(CultureInfo.InvariantCulture, $"{id},{Time(f)},{f.LongitudeDeg:R},{f.LatitudeDeg:R},{f.SpeedMps:R},{f.HeadingDeg:R}");
        }

        return text.ToString();
    }

    private static string Gpx(Dictionary<string, List<Frame>> sessions)
    {
        var text = new StringBuilder("<gpx version=\"1.0\"><trk>");
        foreach (var frames in sessions.Values)
        {
            text.Append("<trkseg>");
            foreach (var f in frames)
                text.Append(CultureInfo.InvariantCulture, $"<trkpt lat=\"{f.LatitudeDeg:R}\" lon=\"{f.LongitudeDeg:R}\"><time>{Time(f)}</time><course>{f.HeadingDeg:R}</course><speed>{f.SpeedMps:R}</speed></trkpt>");
            text.Append("</trkseg>");
        }

        return text.Append("</trk></gpx>").ToString();
    }

    private static string Time(Frame frame) => DateTimeOffset.FromUnixTimeMilliseconds(frame.TimestampUtcMs).ToString("o", CultureInfo.InvariantCulture);
}
