using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.World;

namespace Telemetry.FleetSimulator.Tests;

/// <summary>A small world and what its cars send.</summary>
internal static class Simulations
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 7, 0, 0, TimeSpan.Zero);

    public static SimulatedWorld World { get; } = SimulatedWorld.Create(GeneratedTown.Create(1), new WorldPerturbation(), 1);

    public static FleetOptions Options(int vehicles = 20, ulong seed = 1) =>
        new() { Vehicles = vehicles, Seed = seed, StartUtc = Start, Trips = TripMix.OnlyTaxis };

    /// <summary>Every message of a run, the ends included.</summary>
    public static List<FrameMessage> Run(Fleet fleet, TimeSpan time, TimeSpan step)
    {
        var messages = new List<FrameMessage>();
        for (var at = step; at <= time; at += step)
            messages.AddRange(fleet.AdvanceTo(Start + at));
        messages.AddRange(fleet.Finish());
        return messages;
    }

    public static List<FrameMessage> Run(FleetOptions options, TimeSpan time) =>
        Run(Fleet.Create(World, options), time, TimeSpan.FromSeconds(30));

    /// <summary>Looks at a fleet after every frame, and says what it looked at.</summary>
    public static int Watch(Fleet fleet, TimeSpan time, Action<DateTimeOffset, Fleet> look)
    {
        var looks = 0;
        for (var at = TimeSpan.FromSeconds(1); at <= time; at += TimeSpan.FromSeconds(1))
        {
            fleet.AdvanceTo(Start + at);
            look(Start + at, fleet);
            looks += fleet.OnTheRoad;
        }

        return looks;
    }

    /// <summary>The frames of each session without repetition, in order.</summary>
    public static Dictionary<string, List<Frame>> Sessions(IEnumerable<FrameMessage> messages)
    {
        var sessions = new Dictionary<string, List<Frame>>();
        foreach (var message in messages)
        {
            if (!sessions.TryGetValue(message.SessionId, out var frames))
                sessions.Add(message.SessionId, frames = []);
            frames.AddRange(message.Frames.Skip(message.ContextFrames));
        }

        return sessions;
    }
}
