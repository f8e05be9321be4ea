namespace Telemetry.FleetSimulator.Sensing;

/// <summary>
/// Errors of position, motion and clock, fitted to real floating-car data (<c>docs/simulator.md</c>): positions are wrong by
/// metres for many seconds, at some places several times as much. Standard deviations unless said otherwise.
/// </summary>
public sealed record SensorErrors
{
    /// <summary>Sensors without any error.</summary>
    public static SensorErrors None { get; } = new()
    {
        PositionM = 0, HeadingDeg = 0, SpeedMps = 0, YawRateDps = 0, Curvature1pm = 0, LaneOffsetM = 0, LaneWanderM = 0,
        LaneHabitM = 0, FreeClocks = 0,
    };

    /// <summary>Error of position per axis in metres, in a usual trip under a usual sky; 4.55 by default.</summary>
    public double PositionM { get; init; } = 4.55;

    /// <summary>
    /// Share of that error's variance that lasts, 0 to 1: satellite orbits, the ionosphere, where the antenna is; 0.48 by default.
    /// </summary>
    public double SlowShare { get; init; } = 0.48;

    /// <summary>Time in which the lasting error's correlation falls to 1/e; 4 min by default.</summary>
    public TimeSpan SlowTime { get; init; } = TimeSpan.FromMinutes(4);

    /// <summary>Time in which the passing error's correlation, multipath mostly, falls to 1/e; 26 s by default.</summary>
    public TimeSpan FastTime { get; init; } = TimeSpan.FromSeconds(26);

    /// <summary>Share of the variance that changes with every frame, 0 to 1 with <see cref="SlowShare"/>; 0.01 by default.</summary>
    public double WhiteShare { get; init; } = 0.01;

    /// <summary>How far trips differ: natural logarithm of the error's scale; 0.4 by default.</summary>
    public double TripSpread { get; init; } = 0.4;

    /// <summary>How far the view of the sky makes errors differ: natural logarithm of the error's scale; 0.3 by default.</summary>
    public double SkySpread { get; init; } = 0.3;

    /// <summary>Share of the view of the sky that belongs to the place, 0 to 1; the rest passes with the satellites; 0.15 by default.</summary>
    public double PlaceShare { get; init; } = 0.15;

    /// <summary>Time in which the other share's correlation falls to 1/e; 60 s by default.</summary>
    public TimeSpan SatelliteTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How bad the view is from which a place is a canyon, in standard deviations; 1.2 by default: 12 % of the frames.</summary>
    public double CanyonFrom { get; init; } = 1.2;

    /// <summary>How many times larger errors are in a canyon, 1 or more; 2.83 by default.</summary>
    public double CanyonFactor { get; init; } = 2.83;

    /// <summary>Degrees; 4 by default.</summary>
    public double HeadingDeg { get; init; } = 4;

    /// <summary>m/s while moving; 0.3 by default. A standing car reports 0.</summary>
    public double SpeedMps { get; init; } = 0.3;

    /// <summary>Degrees per second; 0.3 by default.</summary>
    public double YawRateDps { get; init; } = 0.3;

    /// <summary>Per metre; 2e-4 by default.</summary>
    public double Curvature1pm { get; init; } = 2e-4;

    /// <summary>Error of the camera's distance to a lane marking in metres; 0.1 by default.</summary>
    public double LaneOffsetM { get; init; } = 0.1;

    /// <summary>How far a car wanders about its place in the lane in metres; 0.15 by default.</summary>
    public double LaneWanderM { get; init; } = 0.15;

    /// <summary>How far drivers differ in where in the lane they drive, in metres; 0.2 by default.</summary>
    public double LaneHabitM { get; init; } = 0.2;

    /// <summary>Share of the vehicles whose clock does not follow the satellites', 0 to 1; 0.03 by default.</summary>
    public double FreeClocks { get; init; } = 0.03;

    /// <summary>How wrong such a clock is at the begin of a trip, in seconds, cut off at 3.7 times that; 1 s by default.</summary>
    public TimeSpan ClockOffset { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How fast such a clock drifts, in millionths; 20 by default.</summary>
    public double ClockDriftPpm { get; init; } = 20;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check(PositionM is >= 0 and <= 100, nameof(PositionM));
        Check(SlowShare >= 0 && WhiteShare >= 0 && SlowShare + WhiteShare <= 1, nameof(SlowShare));
        Check(SlowTime > TimeSpan.Zero && FastTime > TimeSpan.Zero && SatelliteTime > TimeSpan.Zero, nameof(SlowTime));
        Check(TripSpread is >= 0 and <= 2 && SkySpread is >= 0 and <= 2, nameof(SkySpread));
        Check(PlaceShare is >= 0 and <= 1, nameof(PlaceShare));
        Check(CanyonFactor is >= 1 and <= 20, nameof(CanyonFactor));
        Check(FreeClocks is >= 0 and <= 1, nameof(FreeClocks));
        Check(ClockOffset >= TimeSpan.Zero && ClockOffset <= TimeSpan.FromSeconds(30), nameof(ClockOffset));
        Check(ClockDriftPpm is >= 0 and <= 1000, nameof(ClockDriftPpm));
    }

    private static void Check(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name);
    }
}
