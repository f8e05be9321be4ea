namespace Telemetry.Terminal;

/// <summary>Things that are waited for, all at once, and how long already. Safe for use by many threads.</summary>
/// <param name="label">What goes on, as <c>Starting the servers</c>.</param>
/// <param name="names">What is waited for.</param>
/// <param name="time">The clock.</param>
public sealed class WaitList(string label, IEnumerable<string> names, TimeProvider time) : ILiveLine, IProgress<string>
{
    private readonly Lock _lock = new();
    private readonly List<string> _names = [.. names];
    private readonly long _startedAt = time.GetTimestamp();

    /// <summary>One of them is there.</summary>
    public void Report(string value)
    {
        lock (_lock)
            _names.Remove(value);
    }

    /// <inheritdoc/>
    public string Write(int columns)
    {
        lock (_lock)
        {
            var waiting = _names.Count == 0 ? label : $"{label}: waiting for {string.Join(", ", _names)}";
            var took = TimeText.Took(time.GetElapsedTime(_startedAt));
            return $"{Fitted.Cut(waiting, columns - took.Length - 2)}  {took}";
        }
    }

    /// <inheritdoc/>
    public string? Conclude() => $"{label}: done in {TimeText.Took(time.GetElapsedTime(_startedAt))}";
}
