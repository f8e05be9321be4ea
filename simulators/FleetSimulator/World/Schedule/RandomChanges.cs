using Telemetry.FleetSimulator.Randomness;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>
/// A schedule by chance: so many limits change, roads close and roads open, each at a moment within a time. The same for the
/// same seed, whatever the order of the roads.
/// </summary>
public sealed record RandomChanges
{
    private const double ShortestM = 80;

    /// <summary>Limits that change, in both directions; 0 by default.</summary>
    public int Limits { get; init; }

    /// <summary>Roads that close; 0 by default.</summary>
    public int Closing { get; init; }

    /// <summary>Roads that open; 0 by default.</summary>
    public int Opening { get; init; }

    /// <summary>Makes the schedule. A world with too few roads of at least 80 m has fewer changes.</summary>
    /// <param name="roads">The true roads; everyone has a limit.</param>
    /// <param name="fromUtc">No change is earlier.</param>
    /// <param name="within">No change is later than this behind it, in whole seconds; above 0.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or the time not above 0.</exception>
    public WorldSchedule Draw(IReadOnlyList<RoadSegment> roads, DateTimeOffset fromUtc, TimeSpan within, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentOutOfRangeException.ThrowIfNegative(Limits);
        ArgumentOutOfRangeException.ThrowIfNegative(Closing);
        ArgumentOutOfRangeException.ThrowIfNegative(Opening);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(within, TimeSpan.Zero);
        // A shuffle that only seed and ids decide.
        var drawn = roads.Where(road => road.LengthM >= ShortestM && road.ForwardLimit.HasValue)
            .OrderBy(road => SimulationRandom.Derive(seed, road.Id.Value)).ThenBy(road => road.Id)
            .Take(Limits + Closing + Opening).ToList();
        return WorldSchedule.Of(drawn.Select((road, i) =>
        {
            var random = new SimulationRandom(SimulationRandom.Derive(~seed, road.Id.Value));
            var at = fromUtc + TimeSpan.FromSeconds(random.Below((int)Math.Min(int.MaxValue - 1, within.TotalSeconds) + 1));
            return i < Limits ? new WorldChange(at, road.Id, WorldChangeKind.Limit, null, PlausibleLimits.OtherThan(road.ForwardLimit!.Value, random))
                : new WorldChange(at, road.Id, i < Limits + Closing ? WorldChangeKind.Close : WorldChangeKind.Open);
        }));
    }
}
