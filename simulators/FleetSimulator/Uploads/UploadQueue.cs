using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>
/// The messages of a fleet on their way: put in as vehicles release them, taken out as they are posted, by time, those of one
/// moment in the order in which they were put in. Not thread-safe.
/// </summary>
public sealed class UploadQueue(UploadPlan plan)
{
    private readonly PriorityQueue<FrameMessage, (DateTimeOffset At, long Order)> _waiting = new();
    private long _order;

    /// <summary>Posts still to come.</summary>
    public int Count => _waiting.Count;

    /// <summary>The moment of the next post; null where none is to come.</summary>
    public DateTimeOffset? NextAt => _waiting.TryPeek(out _, out var next) ? next.At : null;

    /// <summary>Posts that were put in beyond the first of their message.</summary>
    public long Repeats { get; private set; }

    /// <summary>Takes messages that vehicles release at a moment.</summary>
    public void Add(IEnumerable<FrameMessage> messages, DateTimeOffset releasedAt)
    {
        ArgumentNullException.ThrowIfNull(messages);
        foreach (var message in messages)
        {
            var times = plan.TimesOf(message, releasedAt);
            foreach (var at in times)
                _waiting.Enqueue(message, (at, _order++));
            Repeats += times.Count - 1;
        }
    }

    /// <summary>The messages that are posted up to a moment, that included.</summary>
    public IReadOnlyList<FrameMessage> TakeUntil(DateTimeOffset at)
    {
        var posted = new List<FrameMessage>();
        while (_waiting.TryPeek(out _, out var next) && next.At <= at)
            posted.Add(_waiting.Dequeue());
        return posted;
    }
}
