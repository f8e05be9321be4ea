namespace Telemetry.LoadTest.Profiles;

/// <summary>A stretch of a load profile, over which the rate goes along a straight line. Immutable.</summary>
/// <param name="Name">One lower-case word, unique in its profile: <c>climb</c>, <c>top</c>, <c>fall</c>.</param>
/// <param name="Stage">What the load does.</param>
/// <param name="Begin">When it begins, from the begin of the profile.</param>
/// <param name="Duration">How long it takes, above zero.</param>
/// <param name="FromFramesPerS">The rate at its begin in frames per second, above 0.</param>
/// <param name="ToFramesPerS">The rate that it reaches, above 0.</param>
/// <param name="Outage">What is away meanwhile.</param>
public sealed record LoadPhase(
    string Name, LoadStage Stage, TimeSpan Begin, TimeSpan Duration, double FromFramesPerS, double ToFramesPerS,
    LoadOutage Outage = LoadOutage.None)
{
    /// <summary>When it ends, from the begin of the profile.</summary>
    public TimeSpan End => Begin + Duration;

    /// <summary>Frames of the whole phase.</summary>
    public double Frames => FramesBy(Duration.TotalSeconds);

    /// <summary>The rate at a moment, seconds into the phase.</summary>
    internal double RateAt(double seconds) => FromFramesPerS + Slope * seconds;

    /// <summary>Frames from its begin until a moment, seconds into the phase.</summary>
    internal double FramesBy(double seconds) => (FromFramesPerS + Slope * seconds / 2) * seconds;

    /// <summary>Seconds into the phase at which so many frames are due: the inverse of <see cref="FramesBy"/>.</summary>
    internal double SecondsOf(double frames)
    {
        // Citardauq's form of the root: no cancellation where the slope is about 0.
        var root = Math.Sqrt(Math.Max(0, FromFramesPerS * FromFramesPerS + 2 * Slope * frames));
        return 2 * frames / (FromFramesPerS + root);
    }

    private double Slope => (ToFramesPerS - FromFramesPerS) / Duration.TotalSeconds;
}
