namespace Telemetry.FleetSimulator.Uploads;

/// <summary>How messages come from the vehicles to the receiver. Shares are 0 to 1.</summary>
public sealed record UploadOptions
{
    /// <summary>Every message arrives at once, and once.</summary>
    public static UploadOptions Perfect { get; } = new() { DeadPlaces = 0, Outages = 0, LateTrips = 0, Repeated = 0, Latency = TimeSpan.Zero };

    /// <summary>How long an upload usually takes; 1 s by default, up to 4 times that.</summary>
    public TimeSpan Latency { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Share of the places without radio, in patches of some hundred metres; 0.04 by default.</summary>
    public double DeadPlaces { get; init; } = 0.04;

    /// <summary>Share of the time in which the radio of a district is out, ten minutes at a time; 0.02 by default.</summary>
    public double Outages { get; init; } = 0.02;

    /// <summary>Mean time until a vehicle that had no radio has it again; 2 min by default.</summary>
    public TimeSpan MeanGap { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Share of the trips that are uploaded long after, by a parked car that finds a network at last; 0.02 by default.</summary>
    public double LateTrips { get; init; } = 0.02;

    /// <summary>Longest such delay, up to 20 h: the receiver refuses frames of more than a day; 6 h by default.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromHours(6);

    /// <summary>Share of the messages whose acknowledgement is lost, so that they are sent again; 0.02 by default.</summary>
    public double Repeated { get; init; } = 0.02;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check(Latency >= TimeSpan.Zero && Latency <= TimeSpan.FromMinutes(1), nameof(Latency));
        Check(DeadPlaces is >= 0 and <= 1, nameof(DeadPlaces));
        Check(Outages is >= 0 and <= 1, nameof(Outages));
        Check(MeanGap > TimeSpan.Zero && MeanGap <= TimeSpan.FromHours(1), nameof(MeanGap));
        Check(LateTrips is >= 0 and <= 1, nameof(LateTrips));
        Check(LongestDelay >= TimeSpan.FromMinutes(10) && LongestDelay <= TimeSpan.FromHours(20), nameof(LongestDelay));
        Check(Repeated is >= 0 and <= 1, nameof(Repeated));
    }

    private static void Check(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name);
    }
}
