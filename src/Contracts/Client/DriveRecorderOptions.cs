namespace Telemetry.Contracts.Client;

/// <summary>How a <see cref="DriveRecorder"/> cuts a drive into messages.</summary>
public sealed class DriveRecorderOptions
{
    /// <summary>
    /// New frames in a message, 2 to 1,800; 60 by default. The last message may hold more, never above the contract's 3,600.
    /// </summary>
    public int FramesPerMessage { get; init; } = 60;

    /// <summary>
    /// Frames that a message repeats from the end of the one before it, 0 to 600; 10 by default. They let a message be
    /// matched by itself and are never counted.
    /// </summary>
    public int ContextFrames { get; init; } = 10;

    /// <summary>
    /// Metres that the car must be beyond a message before it is released, 150 or more; 150 by default. Also the least
    /// that a last message covers.
    /// </summary>
    public double HoldBackM { get; init; } = DriveRecorder.TripEndM;

    /// <summary>
    /// Speeds below this count as standing, 0 to 2 m/s; 0.5 by default. Keeps sensor noise of a parked car from adding
    /// up to a distance driven.
    /// </summary>
    public double StandingBelowMps { get; init; } = 0.5;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FramesPerMessage, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FramesPerMessage, 1800);
        ArgumentOutOfRangeException.ThrowIfNegative(ContextFrames);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ContextFrames, 600);
        if (!(HoldBackM >= DriveRecorder.TripEndM && HoldBackM <= 1000))
            throw new ArgumentOutOfRangeException(nameof(HoldBackM), HoldBackM, "The hold-back must be 150 to 1000 m.");
        if (!(StandingBelowMps >= 0 && StandingBelowMps <= 2))
            throw new ArgumentOutOfRangeException(nameof(StandingBelowMps), StandingBelowMps, "Must be 0 to 2 m/s.");
    }
}
