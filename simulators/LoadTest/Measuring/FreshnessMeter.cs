namespace Telemetry.LoadTest.Measuring;

/// <summary>
/// Wall-clock time from the receipt of the newest frame behind a fact to the fact's row in the change feed, in milliseconds, within 1 %.
/// For one thread.
/// </summary>
public sealed class FreshnessMeter
{
    /// <summary>Fewer facts than this say nothing about a 99th percentile.</summary>
    public const int LeastFacts = 200;

    private readonly LogHistogram _all = new();
    private readonly LogHistogram _lately = new();
    private readonly Dictionary<string, LogHistogram> _phases = new(StringComparer.Ordinal);

    /// <summary>All facts; null where there is none.</summary>
    public Percentiles? All => Percentiles.Of(_all);

    /// <summary>The facts of each phase, by its name.</summary>
    public IReadOnlyDictionary<string, Percentiles> Phases =>
        _phases.ToDictionary(pair => pair.Key, pair => Percentiles.Of(pair.Value)!, StringComparer.Ordinal);

    /// <summary>Adds a fact.</summary>
    /// <param name="receivedAt">When the newest frame behind it was received.</param>
    /// <param name="publishedAt">When it was published.</param>
    /// <param name="phase">What went on then; null where nobody asks.</param>
    public void Add(DateTimeOffset receivedAt, DateTimeOffset publishedAt, string? phase = null)
    {
        var milliseconds = (publishedAt - receivedAt).TotalMilliseconds;
        _all.Add(milliseconds);
        _lately.Add(milliseconds);
        if (phase is null)
            return;
        if (!_phases.TryGetValue(phase, out var histogram))
            _phases[phase] = histogram = new LogHistogram();
        histogram.Add(milliseconds);
    }

    /// <summary>The percentiles so far; null under <see cref="LeastFacts"/> facts.</summary>
    public Freshness? Read() =>
        _all.Count >= LeastFacts && All is { } all ? new Freshness(all.P50, all.P99, all.Count) : null;

    /// <summary>The facts added since this was called last; null where there was none.</summary>
    public Percentiles? TakeLately()
    {
        var lately = Percentiles.Of(_lately);
        _lately.Clear();
        return lately;
    }
}
