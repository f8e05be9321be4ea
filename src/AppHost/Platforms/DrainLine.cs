using System.Globalization;

namespace Telemetry.AppHost.Platforms;

/// <summary>How much is still on its way to the map. Safe for use by many threads.</summary>
internal sealed class DrainLine(TimeProvider time) : ILiveLine, IProgress<long>
{
    private readonly long _startedAt = time.GetTimestamp();
    private long _inFlight = -1;

    /// <summary>Frames in flight.</summary>
    public void Report(long value) => Interlocked.Exchange(ref _inFlight, value);

    /// <inheritdoc/>
    public string Write(int columns)
    {
        var waiting = Interlocked.Read(ref _inFlight) switch
        {
            < 0 => "Waiting until all is applied",
            0 => "All frames are applied; waiting until all that follows is published",
            var frames => string.Create(CultureInfo.InvariantCulture, $"Waiting until all is applied: {frames:N0} frames on their way"),
        };
        var took = TimeText.Took(time.GetElapsedTime(_startedAt));
        return $"{Fitted.Cut(waiting, columns - took.Length - 2)}  {took}";
    }

    /// <inheritdoc/>
    public string? Conclude() => null;
}
