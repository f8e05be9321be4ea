using System.Globalization;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.FleetSimulator.World;

namespace Telemetry.Benchmarks.Fleets;

/// <summary>
/// Messages of vehicles that drive random routes through a simulated world with the default noise. Each vehicle sends some messages of
/// a drive, one after the other; a long drive serves several vehicles, so that begins, middles and ends of drives are met as often as on the
/// road. The frames' times are moved to when the vehicle sends them. Not thread-safe.
/// </summary>
public sealed class FleetMessages
{
    private readonly SoloDrives _drives;
    private readonly DateTimeOffset _start;
    private readonly ulong _seed;
    private readonly List<FrameMessage> _left = [];
    private int _vehicles;

    /// <param name="world">Where they drive.</param>
    /// <param name="start">The event time at which the first message may end.</param>
    /// <param name="seed">Every chance follows from it; two with other seeds have other vehicles.</param>
    public FleetMessages(SimulatedWorld world, DateTimeOffset start, ulong seed)
    {
        (_start, _seed) = (start, seed);
        _drives = new SoloDrives(world, new FleetOptions { Vehicles = 1, Seed = seed, StartUtc = start });
    }

    /// <summary>The messages of a vehicle that nobody has been yet.</summary>
    /// <param name="count">How many.</param>
    /// <param name="first">When the first is sent, from the start; the others follow at intervals of <see cref="FleetPlan.MessageInterval"/>.</param>
    public IReadOnlyList<FrameMessage> Next(int count, TimeSpan first)
    {
        var vehicle = string.Create(CultureInfo.InvariantCulture, $"{_seed:x}-{_vehicles++:x}");
        var messages = new List<FrameMessage>(count);
        while (messages.Count < count)
        {
            while (_left.Count == 0)
                _left.AddRange(_drives.Next(_start)?.Messages.Reverse() ?? []);
            // Neighbouring messages share the frames that one repeats of the other.
            var message = _left[^1].Clone();
            _left.RemoveAt(_left.Count - 1);
            Rename(message, vehicle, _start + first + FleetPlan.MessageInterval * messages.Count);
            messages.Add(message);
        }

        return messages;
    }

    private static void Rename(FrameMessage message, string vehicle, DateTimeOffset sentAt)
    {
        message.VehicleId = vehicle;
        message.SessionId = vehicle + message.SessionId;
        var later = sentAt.ToUnixTimeMilliseconds() - message.Frames[^1].TimestampUtcMs;
        foreach (var frame in message.Frames)
            frame.TimestampUtcMs += later;
    }
}
