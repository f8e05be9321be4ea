using System.Globalization;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.LoadTest.Traffic;

/// <summary>
/// As many vehicles on the road as the load asks for. Each drives one of the pool's drives under ids of its own and has a message
/// to send as often as the drive's frames allow; more set out where more is asked for, and those whose message is not asked for
/// soon end their drive. Not thread-safe.
/// </summary>
/// <param name="pool">What they drive.</param>
/// <param name="fleetId">Whose vehicles they are.</param>
/// <param name="run">Tells this run's ids from every other's; at most 32 characters.</param>
/// <param name="startUtc">The time of day at the begin of the profile.</param>
/// <param name="seed">Which vehicle drives which drive.</param>
internal sealed class Vehicles(DrivePool pool, string fleetId, string run, DateTimeOffset startUtc, ulong seed)
{
    /// <summary>A message that is not asked for within this time is never sent: its vehicle has parked.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly PriorityQueue<Trip, TimeSpan> _driving = new();
    private readonly SimulationRandom _random = new(seed);
    private int _vehicles;

    /// <summary>Vehicles that set out so far.</summary>
    public int Count => _vehicles;

    /// <summary>
    /// The next message to be sent at a moment of the profile; its last frame has just been taken then. The message is good until the
    /// next call.
    /// </summary>
    public FrameMessage Take(TimeSpan at)
    {
        var trip = FindWaiting(at) ?? new Trip(
            pool.Drives[_random.Below(pool.Drives.Count)], string.Create(CultureInfo.InvariantCulture, $"{run}-{_vehicles++}"), at);
        var message = trip.Stamp(fleetId, startUtc);
        if (trip.NextAt is { } next)
            _driving.Enqueue(trip, next);
        return message;
    }

    private Trip? FindWaiting(TimeSpan at)
    {
        while (_driving.TryPeek(out var trip, out var due) && due <= at)
        {
            _driving.Dequeue();
            if (at - due <= s_patience)
                return trip;
        }

        return null;
    }

    /// <summary>One vehicle on one drive, its first message complete at a moment of the profile.</summary>
    private sealed class Trip(PooledDrive drive, string id, TimeSpan begin)
    {
        private int _next;

        public TimeSpan? NextAt => _next < drive.Count ? begin + drive.AfterFirst(_next) : null;

        public FrameMessage Stamp(string fleetId, DateTimeOffset startUtc)
        {
            var message = drive.Stamp(_next, startUtc + begin + drive.AfterFirst(_next));
            message.FleetId = fleetId;
            message.VehicleId = message.SessionId = id;
            message.MessageId = (++_next).ToString(CultureInfo.InvariantCulture);
            return message;
        }
    }
}
