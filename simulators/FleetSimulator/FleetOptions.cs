using Telemetry.Contracts.Client;
using Telemetry.FleetSimulator.Driving.Drivers;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Driving.Traffic;
using Telemetry.FleetSimulator.Sensing;
using Telemetry.FleetSimulator.Trips;

namespace Telemetry.FleetSimulator;

/// <summary>What a <see cref="Fleet"/> consists of.</summary>
public sealed record FleetOptions
{
    /// <summary>Vehicles, 1 to 1,000,000.</summary>
    public required int Vehicles { get; init; }

    /// <summary>Every chance follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Event time at which the first vehicles set out.</summary>
    public required DateTimeOffset StartUtc { get; init; }

    /// <summary>The fleet's id; <c>demo</c> by default.</summary>
    public string FleetId { get; init; } = "demo";

    /// <summary>Time between frames, 100 ms to 10 s in whole milliseconds; 1 s by default.</summary>
    public TimeSpan FrameInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What the vehicles are used for.</summary>
    public TripMix Trips { get; init; } = new();

    /// <summary>How they are driven.</summary>
    public DriverMix Drivers { get; init; } = new();

    /// <summary>What keeps them from driving as they like.</summary>
    public TrafficOptions Traffic { get; init; } = new();

    /// <summary>Taxis set out within this time from the start; 1 minute by default.</summary>
    public TimeSpan StartSpread { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Shortest pause between two trips of a taxi, at least a second; 15 s by default.</summary>
    public TimeSpan PauseMin { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest pause between two trips of a taxi; 90 s by default.</summary>
    public TimeSpan PauseMax { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>Errors of position and motion.</summary>
    public SensorErrors SensorErrors { get; init; } = new();

    /// <summary>Errors of sign recognition.</summary>
    public SignErrors SignErrors { get; init; } = new();

    /// <summary>How drives are cut into messages.</summary>
    public DriveRecorderOptions Recorder { get; init; } = new();

    /// <summary>
    /// Told every trip's true route as it begins, and again where it changes on the way; for evaluation only. Null for none, which is the default.
    /// </summary>
    public Action<DrivenRoute>? RouteObserver { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check(Vehicles is >= 1 and <= 1_000_000, nameof(Vehicles));
        Check(FrameInterval >= TimeSpan.FromMilliseconds(100) && FrameInterval <= TimeSpan.FromSeconds(10), nameof(FrameInterval));
        Check(FrameInterval.Ticks % TimeSpan.TicksPerMillisecond == 0, nameof(FrameInterval));
        Check(StartSpread >= TimeSpan.Zero, nameof(StartSpread));
        Check(PauseMin >= TimeSpan.FromSeconds(1) && PauseMax >= PauseMin, nameof(PauseMin));
        Check(Trips.IsValid, nameof(Trips));
        Check(Drivers.IsValid, nameof(Drivers));
        Check(SignErrors.IsValid, nameof(SignErrors));
        SensorErrors.Validate();
    }

    private static void Check(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name);
    }
}
