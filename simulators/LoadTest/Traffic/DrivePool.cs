using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.FleetSimulator.World;

namespace Telemetry.LoadTest.Traffic;

/// <summary>
/// Drives over random routes, simulated once, that load is made of: many vehicles may drive each of them, at other times. Immutable but
/// for what <see cref="Vehicles"/> writes into the messages; for one thread.
/// </summary>
public sealed class DrivePool
{
    private DrivePool(IReadOnlyList<PooledDrive> drives) => Drives = drives;

    /// <summary>At least one drive, none without a message.</summary>
    internal IReadOnlyList<PooledDrive> Drives { get; }

    /// <summary>How many different drives there are.</summary>
    public int Count => Drives.Count;

    /// <summary>Simulates drives, each by a vehicle with a driver and sensors of its own.</summary>
    /// <param name="world">Where they drive.</param>
    /// <param name="drives">How many, at least one.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="startUtc">When they set out: what holds at some hours only is read as it is then.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <exception cref="ArgumentException">The world has no two places joined both ways.</exception>
    public static DrivePool Create(
        SimulatedWorld world, int drives, ulong seed, DateTimeOffset startUtc, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(drives, 1);
        var source = new SoloDrives(world, new FleetOptions { Vehicles = 1, Seed = seed, StartUtc = startUtc });
        var pool = new List<PooledDrive>(drives);
        for (var attempt = 0; pool.Count < drives; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (attempt > 10 * drives + 100)
                throw new ArgumentException("The world has hardly two places that are joined.", nameof(world));
            if (source.Next(startUtc) is { Messages.Count: > 0 } drive)
                pool.Add(new PooledDrive(drive.Messages));
        }

        return new DrivePool(pool);
    }
}
