using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>
/// Counts something that is worked through: share, rate and time left, both from the last ten seconds. Safe for use by many
/// threads.
/// </summary>
/// <param name="label">What goes on, as <c>Reading region.osm.pbf</c>.</param>
/// <param name="done">What was done in the end, as <c>Read region.osm.pbf</c>.</param>
/// <param name="unit">What is counted.</param>
/// <param name="time">The clock.</param>
public sealed class ProgressMeter(string label, string done, ProgressUnit unit, TimeProvider time) : ILiveLine
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly RateWindow _rate = new(s_window, time);
    private readonly long _startedAt = time.GetTimestamp();
    private long _count;
    private long? _total;

    /// <summary>Notes how far it is.</summary>
    /// <param name="count">How many are done.</param>
    /// <param name="total">Of how many; null where that is not known.</param>
    public void Update(long count, long? total)
    {
        lock (_lock)
        {
            (_count, _total) = (count, total);
            _rate.Add(count);
        }
    }

    /// <inheritdoc/>
    public string Write(int columns)
    {
        lock (_lock)
        {
            var (share, amount, rate, left) = (Share(), Amount(), Rate(), Left());
            string[][] richestFirst =
            [
                [label, Bar(), share, amount, rate, left],
                [label, share, amount, rate, left],
                [label, share, rate, left],
                [label, share, left],
                [share == "" ? amount : share, left, label],
            ];
            var lines = richestFirst.Select(parts => string.Join("  ", parts.Where(part => part != "")));
            return lines.FirstOrDefault(line => line.Length <= columns) ?? Fitted.Cut(lines.Last(), columns);
        }
    }

    /// <inheritdoc/>
    public string Conclude()
    {
        lock (_lock)
        {
            var took = time.GetElapsedTime(_startedAt);
            var rate = took > TimeSpan.Zero ? ", " + unit.Rate(_count / took.TotalSeconds) : "";
            return $"{done}: {unit.Number(_count)} {unit.Name} in {TimeText.Took(took)}{rate}";
        }
    }

    private string Share() => _total is > 0 and var total
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(100.0 * Math.Min(_count, total) / total),3} %")
        : "";

    private string Amount() => _total is { } total
        ? $"{unit.Number(_count)} of {unit.Number(total)} {unit.Name}"
        : $"{unit.Number(_count)} {unit.Name}";

    private string Rate() => !IsCounted && _rate.PerSecond() is > 0 and var rate ? unit.Rate(rate) : "";

    // What comes after the last one is not counted, and may take a while.
    private bool IsCounted => _count > 0 && _count >= _total;

    private string Left() => IsCounted ? "finishing" : _total is { } total && _rate.PerSecond() is { } rate
        ? rate > 0 ? TimeText.Left(TimeSpan.FromSeconds(Math.Min((total - _count) / rate, 1e6))) + " left" : "waiting"
        : "";

    private string Bar()
    {
        const int cells = 20;
        if (_total is not > 0)
            return "";
        var full = (int)(cells * Math.Min(_count, _total.Value) / _total.Value);
        return "[" + new string('=', full) + new string(' ', cells - full) + "]";
    }
}
