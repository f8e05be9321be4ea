namespace Telemetry.LoadTest.Measuring;

/// <summary>Keeps what is seen of a load test while it runs. Safe for use by many threads.</summary>
public sealed class LoadRecorder
{
    /// <summary>The name of what comes after the profile's last phase.</summary>
    public const string Drain = "drain";

    private readonly Lock _lock = new();
    private readonly List<LoadSample> _samples = [];
    private readonly List<LoadEvent> _events = [];

    /// <summary>The samples so far, in order.</summary>
    public IReadOnlyList<LoadSample> Samples
    {
        get
        {
            lock (_lock)
                return [.. _samples];
        }
    }

    /// <summary>The events so far, in order.</summary>
    public IReadOnlyList<LoadEvent> Events
    {
        get
        {
            lock (_lock)
                return [.. _events.OrderBy(happened => happened.AtS)];
        }
    }

    /// <summary>Keeps a sample.</summary>
    public void Add(LoadSample sample)
    {
        lock (_lock)
            _samples.Add(sample);
    }

    /// <summary>Keeps an event.</summary>
    public void Add(LoadEvent happened)
    {
        lock (_lock)
            _events.Add(happened);
    }
}
