namespace Telemetry.TestKit;

/// <summary>
/// A clock that stands until it is moved. Timers fire during <see cref="Advance"/>, in order of their due time, on the
/// caller's thread. <see cref="WaitForTimerAsync(TimeSpan, CancellationToken)"/> tells when the code under test has begun to wait. Safe for use from
/// several threads.
/// </summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now;
    private TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="now">Where the clock stands; 2026-01-05T08:00:00Z by default.</param>
    public ManualTimeProvider(DateTimeOffset? now = null) =>
        _now = now ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    /// <inheritdoc/>
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock forward and fires what falls due on the way.</summary>
    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (NextDue(until) is { } timer)
            timer.Fire();
    }

    /// <summary>Completes once a timer is set that is due in <paramref name="due"/> from now, neither more nor less.</summary>
    public Task WaitForTimerAsync(TimeSpan due, CancellationToken cancellation) =>
        WaitForTimerAsync(left => left == due, cancellation);

    /// <summary>Completes once a timer is set whose remaining time satisfies the condition; returns that time.</summary>
    public async Task<TimeSpan> WaitForTimerAsync(Func<TimeSpan, bool> due, CancellationToken cancellation)
    {
        while (true)
        {
            Task added;
            lock (_lock)
            {
                foreach (var timer in _timers)
                {
                    if (due(timer.DueAt - _now))
                        return timer.DueAt - _now;
                }

                added = _added.Task;
            }

            await added.WaitAsync(cancellation);
        }
    }

    private ManualTimer? NextDue(DateTimeOffset until)
    {
        lock (_lock)
        {
            var next = _timers.Where(t => t.DueAt <= until).MinBy(t => t.DueAt);
            if (next is null)
            {
                // At once: a timer set from another thread meanwhile must not count from an instant that has passed.
                _now = until;
                return null;
            }

            if (next.DueAt > _now)
                _now = next.DueAt;
            if (next.Period > TimeSpan.Zero)
                next.DueAt += next.Period;
            else
                _timers.Remove(next);
            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset DueAt { get; set; }

        public TimeSpan Period { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._lock)
            {
                owner._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                    return true;
                DueAt = owner._now + dueTime;
                Period = period;
                owner._timers.Add(this);
                var added = owner._added;
                owner._added = new(TaskCreationOptions.RunContinuationsAsynchronously);
                added.SetResult();
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
                owner._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
