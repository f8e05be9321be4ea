using Telemetry.LoadTest.Measuring;
using Telemetry.LoadTest.Traffic;

namespace Telemetry.LoadTest.Posting;

/// <summary>Counts what a generator does, and how long posts take from when they were due. Safe for use by many threads.</summary>
public sealed class PostTally
{
    private readonly Lock _lock = new();
    private readonly LogHistogram _lateness = new();
    private readonly LogHistogram _latency = new();
    private readonly LogHistogram _latelyLatency = new();
    private readonly long[] _retries = new long[Enum.GetValues<RetryCause>().Length];
    private long _begun;
    private long _begunFrames;
    private long _answered;
    private long _acknowledged;
    private long _rejected;
    private long _givenUp;
    private long _late;
    private string? _lastProblem;

    /// <summary>A post begins.</summary>
    public void NoteBegun(LoadBody body, TimeSpan lateness, TimeSpan lateAfter)
    {
        ArgumentNullException.ThrowIfNull(body);
        lock (_lock)
        {
            _begun++;
            _begunFrames += body.Frames;
            _lateness.Add(Math.Max(0, lateness.TotalMilliseconds));
            if (lateness > lateAfter)
                _late++;
        }
    }

    /// <summary>A body is to be posted again.</summary>
    public void NoteRetry(RetryCause cause)
    {
        lock (_lock)
            _retries[(int)cause]++;
    }

    /// <summary>A body was answered for good.</summary>
    public void NoteAnswered(LoadBody body, PostOutcome outcome, TimeSpan sinceDue)
    {
        lock (_lock)
        {
            _answered++;
            _acknowledged += outcome.Acknowledged;
            _rejected += outcome.Rejected;
            _lastProblem = outcome.Problem ?? _lastProblem;
            _latency.Add(sinceDue.TotalMilliseconds);
            _latelyLatency.Add(sinceDue.TotalMilliseconds);
        }
    }

    /// <summary>A body was given up.</summary>
    public void NoteGivenUp(LoadBody body)
    {
        lock (_lock)
            _givenUp++;
    }

    /// <summary>The counts so far.</summary>
    public PostCounts Read()
    {
        lock (_lock)
        {
            return new PostCounts
            {
                Begun = _begun,
                BegunFrames = _begunFrames,
                Answered = _answered,
                AcknowledgedFrames = _acknowledged,
                RejectedFrames = _rejected,
                LastProblem = _lastProblem,
                GivenUp = _givenUp,
                RetriedUnanswered = _retries[(int)RetryCause.NoAnswer],
                RetriedOverQuota = _retries[(int)RetryCause.OverQuota],
                RetriedUnavailable = _retries[(int)RetryCause.Unavailable],
                Late = _late,
                WorstLatenessMs = _lateness.Max,
                LatenessP99Ms = _lateness.Percentile(0.99),
            };
        }
    }

    /// <summary>Milliseconds from due to answered, of all bodies; null before the first answer.</summary>
    public Percentiles? ReadLatency()
    {
        lock (_lock)
            return Percentiles.Of(_latency);
    }

    /// <summary>Milliseconds from due to answered, of the bodies answered since this was read last; null where none was.</summary>
    public Percentiles? TakeLatency()
    {
        lock (_lock)
        {
            var lately = Percentiles.Of(_latelyLatency);
            _latelyLatency.Clear();
            return lately;
        }
    }
}
