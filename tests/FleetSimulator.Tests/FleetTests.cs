using Google.Protobuf;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Tests;

public sealed class FleetTests
{
    private static readonly TimeSpan TenMinutes = TimeSpan.FromMinutes(10);

    [Fact]
    public void AdvanceTo_SameSeed_GivesTheSameBytesInWhateverSteps()
    {
        static byte[] Bytes(ulong seed, double stepS) => new FrameBatch
        {
            Messages = { Simulations.Run(Fleet.Create(Simulations.World, Simulations.Options(seed: seed)), TenMinutes, TimeSpan.FromSeconds(stepS)) },
        }.ToByteArray();

        var bytes = Bytes(7, 60);
        Assert.NotEmpty(bytes);
        Assert.Equal(bytes, Bytes(7, 60));
        Assert.Equal(bytes, Bytes(7, 0.5));
        Assert.NotEqual(bytes, Bytes(8, 60));
    }

    [Fact]
    public void AdvanceTo_MoreVehiclesThatMindNobody_ChangesNothingForTheFirst()
    {
        static byte[] OfFirst(int vehicles)
        {
            var messages = Simulations.Run(Alone(vehicles), TenMinutes);
            var first = messages.Select(m => m.VehicleId).Distinct().Order(StringComparer.Ordinal).ToList();
            Assert.Equal(vehicles, first.Count);
            return new FrameBatch { Messages = { messages.Where(m => m.VehicleId == FirstVehicle()) } }.ToByteArray();
        }

        static string FirstVehicle() => Simulations.Run(Alone(1), TenMinutes)[0].VehicleId;
        static FleetOptions Alone(int vehicles) => Simulations.Options(vehicles) with { Traffic = TrafficOptions.None };
        Assert.Equal(OfFirst(1), OfFirst(5));
    }

    [Fact]
    public void Messages_KeepTheFrameContract()
    {
        var messages = Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(20));
        Assert.Equal(messages.Count, messages.Select(m => (m.VehicleId, m.SessionId, m.MessageId)).Distinct().Count());
        foreach (var session in messages.GroupBy(m => m.SessionId))
        {
            Assert.True(session.First().FirstOfSession);
            Assert.True(session.Last().LastOfSession);
            Assert.Single(session, m => m.FirstOfSession);
            Assert.Single(session, m => m.LastOfSession);
            Assert.Single(session.Select(m => m.VehicleId).Distinct());
        }

        Assert.All(messages, m =>
        {
            Assert.Equal("demo", m.FleetId);
            Assert.Null(FrameMessageValidator.Validate(m, 0, DateTimeOffset.FromUnixTimeMilliseconds(m.Frames[^1].TimestampUtcMs)));
            for (var i = 1; i < m.Frames.Count; i++)
            {
                // A clock that runs free may gain or lose a millisecond.
                Assert.InRange(m.Frames[i].TimestampUtcMs - m.Frames[i - 1].TimestampUtcMs, 999, 1001);
            }
        });
        Assert.All(messages.SelectMany(m => m.Frames), f =>
        {
            Assert.InRange(f.HeadingDeg, 0, 359.99999f);
            Assert.InRange(f.SpeedMps, 0, 45);
            Assert.InRange(f.HorizontalAccuracyM, 1, 200);
            Assert.True(f.HasYawRateDps && f.HasCurvature1Pm && f.HasLaneOffsetLeftM && f.HasLaneOffsetRightM);
            Assert.InRange(f.YawRateDps, -180, 180);
            Assert.InRange(f.Curvature1Pm, -1, 1);
            Assert.InRange(f.LaneOffsetLeftM, 0, 20);
            Assert.InRange(f.LaneOffsetRightM, 0, 20);
        });
    }

    [Fact]
    public void Messages_BeforeATripEnds_StayBehindTheCar()
    {
        var fleet = Fleet.Create(Simulations.World, Simulations.Options());
        var before = fleet.AdvanceTo(Simulations.Start + TimeSpan.FromMinutes(5));
        var rest = fleet.Finish();
        Assert.NotEmpty(before);
        // What was under way ends now, each session with a last message of its own.
        Assert.Equal(rest.Count, rest.Select(m => m.SessionId).Distinct().Count());
        Assert.All(rest, m => Assert.True(m.LastOfSession));
        Assert.Empty(fleet.AdvanceTo(Simulations.Start + TimeSpan.FromHours(1)));
    }

    [Fact]
    public void Messages_MostCarry_TheSignInForce()
    {
        var messages = Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(20));
        var later = messages.Where(m => !m.FirstOfSession).ToList();
        Assert.InRange((double)later.Count(m => m.SignsInForce.Count > 0) / later.Count, 0.6, 1);
        // The plain limit, and beside it one for some times.
        Assert.All(later, m => Assert.InRange(m.SignsInForce.Count(sign => sign.Sign.Conditions.Count == 0), 0, 1));
    }

    [Fact]
    public void Speeds_FollowTheLimitsAndTheStops()
    {
        var speeds = Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(20))
            .SelectMany(m => m.Frames.Skip(m.ContextFrames)).Select(f => f.SpeedMps).Order().ToList();
        Assert.InRange(speeds[speeds.Count / 2], 6, 16);
        Assert.InRange(speeds[^1], 20, 42);
        Assert.InRange((double)speeds.Count(s => s == 0) / speeds.Count, 0.01, 0.3);
    }

    [Fact]
    public void Create_UnusableOptionsOrWorld_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fleet.Create(Simulations.World, Simulations.Options(0)));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Fleet.Create(Simulations.World, Simulations.Options() with { FrameInterval = TimeSpan.FromMilliseconds(50) }));
        Assert.Throws<ArgumentException>(() =>
            Fleet.Create(SimulatedWorld.Create([], new WorldPerturbation(), 1), Simulations.Options()));
    }
}
