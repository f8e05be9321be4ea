using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Telemetry.HttpHosting.Measures;

/// <summary>
/// Keeps what a host's own meters say, from when it is made: sums of counters, sum and count of histograms; gauges are asked when
/// it is read. Safe for use by many threads.
/// </summary>
public sealed class MeasureBook : IDisposable
{
    private const string OwnMeters = "Telemetry.";

    private readonly ConcurrentDictionary<(string Name, string Labels), Sum> _sums = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();
    private readonly Lock _writing = new();

    /// <param name="meters">Whose meters are kept: one host's, where several share a process.</param>
    public MeasureBook(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith(OwnMeters, StringComparison.Ordinal) || !ReferenceEquals(instrument.Meter.Scope, meters))
                return;
            _instruments[instrument.Name] = instrument;
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>
    /// All of it in the text format 0.0.4 of Prometheus: counters as <c>name_total</c>, histograms as summaries without
    /// quantiles, dots as underscores; in the order of names.
    /// </summary>
    public string Write()
    {
        // One at a time: gauges are cleared before they are asked.
        lock (_writing)
            return WriteAlone();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private string WriteAlone()
    {
        foreach (var (_, gauge) in _sums.Where(sum => IsGauge(_instruments[sum.Key.Name])))
            gauge.Clear();
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var series in _sums.GroupBy(sum => sum.Key.Name, StringComparer.Ordinal).OrderBy(one => one.Key, StringComparer.Ordinal))
            Write(text, _instruments[series.Key], series.OrderBy(one => one.Key.Labels, StringComparer.Ordinal));
        return text.ToString();
    }

    private static void Write(
        StringBuilder text, Instrument instrument, IEnumerable<KeyValuePair<(string Name, string Labels), Sum>> series)
    {
        var name = instrument.Name.Replace('.', '_');
        var isSummary = IsHistogram(instrument);
        var kind = isSummary ? "summary" : IsGauge(instrument) ? "gauge" : "counter";
        name += kind == "counter" ? "_total" : "";
        text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {kind}\n");
        foreach (var ((_, labels), sum) in series)
        {
            var (value, count) = sum.Read();
            if (isSummary)
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{labels} {value:R}\n{name}_count{labels} {count}\n");
            else if (count > 0)
                text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }
    }

    private static bool IsGauge(Instrument instrument) => instrument.IsObservable;

    private static bool IsHistogram(Instrument instrument) => instrument is Histogram<double> or Histogram<long> or Histogram<int>;

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new StringBuilder("{");
        foreach (var (key, value) in tags)
        {
            var text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            text = text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
            labels.Append(labels.Length > 1 ? "," : "").Append(key.Replace('.', '_')).Append("=\"").Append(text).Append('"');
        }

        return labels.Append('}').ToString();
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _sums.GetOrAdd((instrument.Name, LabelsOf(tags)), static _ => new Sum()).Add(value);

    private sealed class Sum
    {
        private readonly Lock _gate = new();
        private double _value;
        private long _count;

        public void Add(double value)
        {
            lock (_gate)
            {
                _value += value;
                _count++;
            }
        }

        public void Clear()
        {
            lock (_gate)
                (_value, _count) = (0, 0);
        }

        public (double Value, long Count) Read()
        {
            lock (_gate)
                return (_value, _count);
        }
    }
}
