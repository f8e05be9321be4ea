using System.Collections.Concurrent;

namespace Telemetry.Receiver.Quota;

/// <summary>
/// A token bucket of frames for each fleet. A batch is let in while its fleet's bucket holds anything and may overdraw it, so that a
/// batch larger than the burst is not shut out for ever; the debt is waited off. Safe for use by many threads.
/// </summary>
internal sealed class FleetQuota
{
    // Tokens for every fleet could otherwise fill the memory with invented names.
    private const int MostFleets = 100_000;

    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly double _perSecond;
    private readonly double _burst;
    private readonly TimeProvider _time;

    /// <param name="framesPerSecond">What flows into each bucket; 0 for no quota.</param>
    /// <param name="burstFrames">What a bucket holds at most.</param>
    /// <param name="time">The clock.</param>
    public FleetQuota(double framesPerSecond, double burstFrames, TimeProvider time)
    {
        _perSecond = framesPerSecond;
        _burst = burstFrames;
        _time = time;
    }

    /// <summary>
    /// Takes frames out of a fleet's bucket; false where it is empty, with the time until it is not. Taking none only asks.
    /// </summary>
    public bool TryTake(string fleet, int frames, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (_perSecond <= 0)
            return true;
        if (_buckets.Count >= MostFleets)
            _buckets.Clear();
        var bucket = _buckets.GetOrAdd(fleet, static (_, quota) => new Bucket(quota._burst, quota._time.GetTimestamp()), this);
        lock (bucket)
        {
            var now = _time.GetTimestamp();
            bucket.Frames = Math.Min(_burst, bucket.Frames + _perSecond * _time.GetElapsedTime(bucket.At, now).TotalSeconds);
            bucket.At = now;
            if (bucket.Frames <= 0)
            {
                retryAfter = TimeSpan.FromSeconds(Math.Min(3600, (1 - bucket.Frames) / _perSecond));
                return false;
            }

            bucket.Frames -= frames;
            return true;
        }
    }

    private sealed class Bucket(double frames, long at)
    {
        public double Frames { get; set; } = frames;

        public long At { get; set; } = at;
    }
}
