using System.Globalization;

namespace Telemetry.AppHost.Scaling;

/// <summary>What a service says of itself at <c>/metrics</c>. Immutable.</summary>
internal sealed class MetricsPage
{
    private readonly IReadOnlyList<(string Name, string Labels, double Value)> _series;

    private MetricsPage(IReadOnlyList<(string Name, string Labels, double Value)> series) => _series = series;

    /// <summary>Reads the text format of Prometheus; lines that are none are passed over.</summary>
    public static MetricsPage Parse(string text)
    {
        var series = new List<(string Name, string Labels, double Value)>();
        foreach (var line in text.Split('\n'))
        {
            var end = line.LastIndexOf(' ');
            if (end <= 0 || line[0] == '#' || !double.TryParse(line.AsSpan(end + 1), CultureInfo.InvariantCulture, out var value))
                continue;
            var brace = line.IndexOf('{', StringComparison.Ordinal);
            series.Add(brace < 0 ? (line[..end], "", value) : (line[..brace], line[brace..end], value));
        }

        return new MetricsPage(series);
    }

    /// <summary>The sum over a metric's series; 0 where there is none, for then nothing was counted yet.</summary>
    public double SumOf(string name, string label = "") => Find(name, label).Sum();

    /// <summary>The greatest of a metric's series; null where there is none.</summary>
    public double? MaxOf(string name, string label = "") => Find(name, label).Select(value => (double?)value).Max();

    private IEnumerable<double> Find(string name, string label) => _series
        .Where(one => one.Name == name && one.Labels.Contains(label, StringComparison.Ordinal))
        .Select(one => one.Value);
}
