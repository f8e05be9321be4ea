using System.Globalization;

namespace Telemetry.AppHost.Testing;

/// <summary>How a test run stands. Safe for use by many threads.</summary>
/// <param name="projects">How many projects there are.</param>
/// <param name="time">The clock.</param>
internal sealed class TestTally(int projects, TimeProvider time) : ILiveLine
{
    private readonly Lock _lock = new();
    private readonly List<string> _running = [];
    private readonly long _startedAt = time.GetTimestamp();
    private int _ended;
    private int _passed;
    private int _failed;

    /// <summary>A project's tests begin.</summary>
    public void Start(string project)
    {
        lock (_lock)
            _running.Add(project);
    }

    /// <summary>A project's tests are over.</summary>
    public void End(string project, TestOutcome outcome)
    {
        lock (_lock)
        {
            _running.Remove(project);
            _ended++;
            _passed += outcome.Passed;
            _failed += outcome.Failures.Count;
        }
    }

    /// <inheritdoc/>
    public string Write(int columns)
    {
        lock (_lock)
        {
            var counts = string.Create(
                CultureInfo.InvariantCulture,
                $"{_ended} of {projects} projects  {_passed:N0} passed, {_failed:N0} failed  {TimeText.Took(time.GetElapsedTime(_startedAt))}");
            return Fitted.Cut(_running.Count == 0 ? counts : $"{counts}  running {string.Join(", ", _running)}", columns);
        }
    }

    /// <inheritdoc/>
    public string? Conclude() => null;
}
