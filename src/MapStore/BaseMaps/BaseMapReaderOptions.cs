namespace Telemetry.MapStore.BaseMaps;

/// <summary>How much of the base map a <see cref="BaseMapReader"/> keeps in memory.</summary>
public sealed class BaseMapReaderOptions
{
    /// <summary>
    /// Cells are kept up to so many segments, about 1 KB each; the cells used longest ago go first. 1,000 to 100,000,000;
    /// default 500,000.
    /// </summary>
    public int MaxCachedSegments { get; set; } = 500_000;

    /// <summary>Throws unless every value is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxCachedSegments, 1_000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxCachedSegments, 100_000_000);
    }
}
