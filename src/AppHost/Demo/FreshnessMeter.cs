namespace Telemetry.AppHost.Demo;

/// <summary>
/// Wall-clock time from the receipt of the newest frame behind a fact to the fact's row in the change feed. For one thread.
/// </summary>
internal sealed class FreshnessMeter
{
    /// <summary>Fewer facts than this say nothing about a 99th percentile.</summary>
    public const int LeastFacts = 200;

    private readonly List<double> _milliseconds = [];

    /// <summary>Adds a fact.</summary>
    public void Add(DateTimeOffset receivedAt, DateTimeOffset publishedAt) =>
        _milliseconds.Add((publishedAt - receivedAt).TotalMilliseconds);

    /// <summary>The percentiles so far; null under <see cref="LeastFacts"/> facts.</summary>
    public Freshness? Read()
    {
        if (_milliseconds.Count < LeastFacts)
            return null;
        var sorted = _milliseconds.Order().ToArray();
        return new Freshness(Percentile(sorted, 0.50), Percentile(sorted, 0.99), sorted.Length);
    }

    /// <summary>Nearest rank.</summary>
    private static double Percentile(double[] sorted, double share) =>
        Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 1);
}
