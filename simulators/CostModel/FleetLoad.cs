namespace Telemetry.CostModel;

/// <summary>A fleet and how much it drives.</summary>
/// <param name="Vehicles">Vehicles that send, from 1.</param>
/// <param name="HoursPerDay">Hours that each of them drives in a day, over 0 to 24.</param>
public sealed record FleetLoad(double Vehicles, double HoursPerDay)
{
    /// <summary>Frames in a second of driving.</summary>
    public double FramesPerSecond { get; init; } = 1;

    /// <summary>Mean speed while driving, standing included, km/h. Default: German cars, <i>Mobilität in Deutschland</i> 2017 (about 35).</summary>
    public double MeanSpeedKmh { get; init; } = 35;

    /// <summary>The busiest hour's load as a multiple of the day's mean.</summary>
    public double PeakFactor { get; init; } = 2.5;

    /// <summary>Kilometres driven in a day.</summary>
    public double KmPerDay => Vehicles * HoursPerDay * MeanSpeedKmh;

    /// <summary>Frames in a second, over the whole day.</summary>
    public double MeanFramesPerS => Vehicles * HoursPerDay / 24 * FramesPerSecond;

    /// <summary>Frames in a second of the busiest hour.</summary>
    public double PeakFramesPerS => MeanFramesPerS * PeakFactor;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the message names it.</exception>
    public void Validate()
    {
        Check(Vehicles is >= 1 and <= 1e10, nameof(Vehicles), "1 to 10 billion");
        Check(HoursPerDay is > 0 and <= 24, nameof(HoursPerDay), "over 0 to 24");
        Check(FramesPerSecond is > 0 and <= 100, nameof(FramesPerSecond), "over 0 to 100");
        Check(MeanSpeedKmh is > 0 and <= 300, nameof(MeanSpeedKmh), "over 0 to 300");
        Check(PeakFactor is >= 1 and <= 24, nameof(PeakFactor), "1 to 24");
    }

    private static void Check(bool holds, string name, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, $"{name} must be {range}.");
    }
}
