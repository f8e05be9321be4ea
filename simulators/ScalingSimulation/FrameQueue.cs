namespace Telemetry.ScalingSimulation;

/// <summary>Frames in order of arrival, as amounts that arrived at a time. For one thread.</summary>
internal sealed class FrameQueue
{
    private readonly LinkedList<(TimeSpan At, double Frames)> _waiting = new();

    /// <summary>What waits.</summary>
    public double Frames { get; private set; }

    /// <summary>When the oldest of it arrived; null where nothing waits.</summary>
    public TimeSpan? OldestAt => _waiting.First?.Value.At;

    public void Add(TimeSpan at, double frames)
    {
        if (frames <= 0)
            return;
        _waiting.AddLast((at, frames));
        Frames += frames;
    }

    /// <summary>Takes out up to so many, oldest first, and tells of each amount.</summary>
    public void Take(double frames, Action<TimeSpan, double> taken)
    {
        while (frames > 0 && _waiting.First is { } first)
        {
            var (at, waiting) = first.Value;
            var amount = Math.Min(frames, waiting);
            _waiting.RemoveFirst();
            if (waiting > amount)
                _waiting.AddFirst((at, waiting - amount));
            frames -= amount;
            Frames -= amount;
            taken(at, amount);
        }

        if (_waiting.Count == 0)
            Frames = 0;
    }
}
