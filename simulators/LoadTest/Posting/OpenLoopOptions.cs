namespace Telemetry.LoadTest.Posting;

/// <summary>How an open loop posts. Immutable.</summary>
public sealed record OpenLoopOptions
{
    /// <summary>
    /// Posts under way at the same time at most, 1 to 100,000; 4,000 by default. Beyond that the generator itself falls behind, and says so:
    /// memory has to end somewhere.
    /// </summary>
    public int MostUnderWay { get; init; } = 4_000;

    /// <summary>A post that begins more than this after its time counts as late; above 0, 100 ms by default.</summary>
    public TimeSpan LateAfter { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        if (MostUnderWay is < 1 or > 100_000)
            throw new ArgumentOutOfRangeException(nameof(MostUnderWay), MostUnderWay, "1 to 100,000 posts may be under way.");
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(LateAfter, TimeSpan.Zero);
    }
}
