using System.Text;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>
/// When a message that a vehicle released is posted: at once; after a gap in the radio, then not in the order of the drive;
/// hours later, with the whole trip; and now and then again, the same message, as its acknowledgement was lost. Follows from
/// the seed and the message alone. Pure; safe to share.
/// </summary>
public sealed class UploadPlan
{
    // Radio reaches farther than a block of houses: patches of about 400 m, districts of about 4 km.
    private const double PatchesPerDeg = 250;
    private const double DistrictsPerDeg = 25;
    private const double LongestGapInMeans = 10;
    private const double MeanRepeatS = 20;
    private const double LongestRepeatS = 600;
    private const int MostRepeats = 3;
    private static readonly TimeSpan s_outage = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_shortestDelay = TimeSpan.FromMinutes(10);

    private readonly UploadOptions _options;
    private readonly ulong _seed;

    /// <summary>A plan by chance.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public UploadPlan(UploadOptions options, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        (_options, _seed) = (options, SimulationRandom.Derive(seed, 0x75_70_6C_6F_61_64));
    }

    /// <summary>The moments at which a message is posted, in order; at least one, none before its release.</summary>
    /// <param name="message">The message; it has frames.</param>
    /// <param name="releasedAt">When the vehicle let go of it.</param>
    public IReadOnlyList<DateTimeOffset> TimesOf(FrameMessage message, DateTimeOffset releasedAt)
    {
        ArgumentNullException.ThrowIfNull(message);
        var random = new SimulationRandom(_seed ^ Hash(message.VehicleId) ^ (Hash(message.SessionId) * 3) ^ (Hash(message.MessageId) * 5));
        var at = releasedAt + _options.Latency * random.Between(0.25, 4) + Delay(message) + Gap(message, releasedAt, random);
        var times = new List<DateTimeOffset> { at };
        while (times.Count <= MostRepeats && random.Chance(_options.Repeated))
            times.Add(at += TimeSpan.FromSeconds(Exponential(MeanRepeatS, LongestRepeatS, random)));
        return times;
    }

    // The same for every message of a trip.
    private TimeSpan Delay(FrameMessage message)
    {
        var trip = new SimulationRandom(SimulationRandom.Derive(_seed, Hash(message.VehicleId) ^ (Hash(message.SessionId) * 3)));
        if (!trip.Chance(_options.LateTrips))
            return TimeSpan.Zero;
        // Minutes are as common as hours.
        return s_shortestDelay * Math.Pow(_options.LongestDelay / s_shortestDelay, trip.NextDouble());
    }

    private TimeSpan Gap(FrameMessage message, DateTimeOffset at, SimulationRandom random)
    {
        var here = message.Frames[^1];
        var isDead = IsDrawn(here, PatchesPerDeg, 0, _options.DeadPlaces) ||
            IsDrawn(here, DistrictsPerDeg, 1 + at.UtcTicks / s_outage.Ticks, _options.Outages);
        if (!isDead)
            return TimeSpan.Zero;
        var meanS = _options.MeanGap.TotalSeconds;
        return TimeSpan.FromSeconds(Exponential(meanS, LongestGapInMeans * meanS, random));
    }

    private bool IsDrawn(Frame here, double cellsPerDeg, long time, double share)
    {
        var cell = ((ulong)(long)Math.Floor(here.LongitudeDeg * cellsPerDeg) << 32) ^ (uint)(int)Math.Floor(here.LatitudeDeg * cellsPerDeg);
        return new SimulationRandom(SimulationRandom.Derive(_seed ^ (ulong)time, cell)).Chance(share);
    }

    private static double Exponential(double mean, double most, SimulationRandom random) =>
        Math.Min(most, -mean * Math.Log(1 - random.NextDouble()));

    // FNV-1a: ids hash the same on every runtime.
    private static ulong Hash(string id)
    {
        var hash = 14695981039346656037;
        foreach (var b in Encoding.UTF8.GetBytes(id))
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }
}
