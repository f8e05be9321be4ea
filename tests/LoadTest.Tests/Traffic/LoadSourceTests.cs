using System.IO.Compression;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LoadTest.Profiles;
using Telemetry.LoadTest.Traffic;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LoadTest.Tests.Traffic;

public sealed class LoadSourceTests
{
    private static readonly DateTimeOffset s_start = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);
    private static readonly LoadProfile s_profile = LoadProfiles.Create(
        LoadProfiles.Ramp100, new() { WorkerCapFramesPerS = 100, Duration = TimeSpan.FromMinutes(5) });

    private static readonly Lazy<SimulatedWorld> s_world = new(() =>
        SimulatedWorld.Create(ImportedRoads.Of(GeneratedTown.Create(11)), new WorldPerturbation(), 11));

    private static readonly Lazy<(LoadBody Body, FrameMessage Message)[]> s_bodies = new(() => Unpacked(Source("run")));

    [Fact]
    public void Bodies_CarryTheFramesOfTheProfile_AtItsTimes()
    {
        var frames = 0L;
        foreach (var (body, message) in s_bodies.Value)
        {
            Assert.Equal(s_profile.TimeOf(frames), body.Due);
            Assert.Equal(message.Frames.Count, body.Frames);
            frames += body.Frames;
        }

        Assert.InRange(frames, s_profile.Frames, s_profile.Frames + 4_000);
    }

    [Fact]
    public void Bodies_Messages_AreValidAndFromJustNow()
    {
        foreach (var (body, message) in s_bodies.Value)
        {
            Assert.Null(FrameMessageValidator.Validate(message, 0, s_start + body.Due));
            var age = s_start + body.Due - DateTimeOffset.FromUnixTimeMilliseconds(message.Frames[^1].TimestampUtcMs);
            Assert.InRange(age, TimeSpan.FromMilliseconds(-1), TimeSpan.FromSeconds(21));
        }
    }

    [Fact]
    public void Bodies_Ids_AreUniqueOverTheRun_AndOverRuns()
    {
        var ids = s_bodies.Value.Select(body => Id(body.Message)).ToHashSet();
        Assert.Equal(s_bodies.Value.Length, ids.Count);
        Assert.DoesNotContain(Unpacked(Source("other")), body => ids.Contains(Id(body.Message)));
    }

    [Fact]
    public void Bodies_OfOneVehicle_AreOneDriveInOrder()
    {
        foreach (var drive in s_bodies.Value.Select(body => body.Message).GroupBy(message => message.VehicleId))
        {
            var messages = drive.ToArray();
            Assert.True(messages[0].FirstOfSession);
            foreach (var (before, after) in messages.Zip(messages.Skip(1)))
            {
                Assert.Equal(
                    before.Frames.TakeLast(after.ContextFrames).Select(frame => frame.TimestampUtcMs),
                    after.Frames.Take(after.ContextFrames).Select(frame => frame.TimestampUtcMs));
            }
        }
    }

    [Fact]
    public void Bodies_AtTheTop_ComeFromAsManyVehiclesAsTheLoadTakes()
    {
        // A car sends a frame a second, and a tenth to a fifth of them twice.
        var top = s_profile.Phases.Single(phase => phase.Name == "top");
        var vehicles = s_bodies.Value
            .Where(body => body.Body.Due > top.End - TimeSpan.FromMinutes(1) && body.Body.Due < top.End)
            .Select(body => body.Message.VehicleId).Distinct().Count();
        Assert.InRange(vehicles, 0.5 * top.FromFramesPerS, 1.5 * top.FromFramesPerS);
    }

    [Fact]
    public async Task BuildAhead_GivesTheSameBodies()
    {
        var ahead = new List<byte[]>();
        await foreach (var body in Source("run").BuildAhead(TestContext.Current.CancellationToken).ReadAllAsync(TestContext.Current.CancellationToken))
            ahead.Add(body.Content);
        Assert.Equal(s_bodies.Value.Select(body => body.Body.Content), ahead);
    }

    private static LoadSource Source(string run) => new(
        s_profile, DrivePool.Create(s_world.Value, 60, 3, s_start, CancellationToken.None), "load", run, s_start, 5);

    private static (LoadBody Body, FrameMessage Message)[] Unpacked(LoadSource source) =>
        [.. source.Bodies().Select(body => (body, Unpack(body.Content)))];

    private static FrameMessage Unpack(byte[] content)
    {
        using var unpacked = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
        return Assert.Single(FrameBatch.Parser.ParseFrom(unpacked).Messages);
    }

    private static (string, string, string) Id(FrameMessage message) => (message.VehicleId, message.SessionId, message.MessageId);
}
