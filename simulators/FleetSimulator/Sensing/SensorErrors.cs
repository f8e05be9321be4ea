namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// Errors of position and motion sensors, as measured on real floating-car data: correlated in time, with a heavy tail.
/// Standard deviations unless said otherwise.
/// </summary>
public sealed record SensorErrors
{
    /// <summary>Sensors without any error.</summary>
    public static SensorErrors None { get; } = new()
    {
        DriftM = 0, WhiteM = 0, OutlierShare = 0, HeadingDeg = 0, SpeedMps = 0, YawRateDps = 0, Curvature1pm = 0, LaneOffsetM = 0,
    };

    /// <summary>Slow error of position per axis in metres (first-order Gauss-Markov); 3.8 by default.</summary>
    public double DriftM { get; init; } = 3.8;

    /// <summary>Time in which the slow error's correlation falls to 1/e; 18 s by default.</summary>
    public TimeSpan DriftTime { get; init; } = TimeSpan.FromSeconds(18);

    /// <summary>Error of position per axis that changes with every frame, in metres; 1 by default.</summary>
    public double WhiteM { get; init; } = 1;

    /// <summary>Share of the frames within spells of gross error, 0 to 0.5; 0.02 by default.</summary>
    public double OutlierShare { get; init; } = 0.02;

    /// <summary>Mean duration of such a spell; 5 s by default.</summary>
    public TimeSpan OutlierTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Least gross error in metres; 15 by default.</summary>
    public double OutlierMinM { get; init; } = 15;

    /// <summary>Largest gross error in metres; 40 by default.</summary>
    public double OutlierMaxM { get; init; } = 40;

    /// <summary>Degrees; 4 by default.</summary>
    public double HeadingDeg { get; init; } = 4;

    /// <summary>m/s while moving; 0.3 by default. A standing car reports 0.</summary>
    public double SpeedMps { get; init; } = 0.3;

    /// <summary>Degrees per second; 0.3 by default.</summary>
    public double YawRateDps { get; init; } = 0.3;

    /// <summary>Per metre; 2e-4 by default.</summary>
    public double Curvature1pm { get; init; } = 2e-4;

    /// <summary>Metres; 0.1 by default.</summary>
    public double LaneOffsetM { get; init; } = 0.1;
}
