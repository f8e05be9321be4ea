namespace Telemetry.LoadTest.Profiles;

/// <summary>What a load profile is made for. Immutable.</summary>
public sealed record LoadProfileOptions
{
    /// <summary>The least worker cap that profiles are made for, in frames per second.</summary>
    public const double LeastCapFramesPerS = 10;

    /// <summary>The greatest worker cap that profiles are made for, in frames per second.</summary>
    public const double GreatestCapFramesPerS = 100_000;

    /// <summary>No profile is shorter.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(10);

    /// <summary>No profile is longer: the receiver refuses frames that are older than a day.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>
    /// Frames per second that one worker is held to, 10 to 100,000; 1x is a tenth of it.
    /// </summary>
    public required double WorkerCapFramesPerS { get; init; }

    /// <summary>
    /// How long the profile takes, 10 s to 12 h: its phases keep their shares. Null, the default, for the profile's own time.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range; the parameter's name is the property's.</exception>
    internal void Validate()
    {
        // The negated form refuses NaN as well.
        if (!(WorkerCapFramesPerS is >= LeastCapFramesPerS and <= GreatestCapFramesPerS))
            throw new ArgumentOutOfRangeException(nameof(WorkerCapFramesPerS), WorkerCapFramesPerS, "A worker's cap is 10 to 100,000 frames/s.");
        if (Duration is { } duration && (duration < Shortest || duration > Longest))
            throw new ArgumentOutOfRangeException(nameof(Duration), duration, "A profile takes 10 s to 12 h.");
    }
}
