using Telemetry.Contracts.Identity;

namespace Telemetry.Receiver.Recent;

/// <summary>
/// The keys of messages taken in lately: bounded in number and time, in shards with a lock each. A repeat that it no longer
/// knows is accepted again, and the map does not change by it. Safe for use by many threads.
/// </summary>
internal sealed class RecentWindow
{
    private const int Shards = 32;

    private readonly Shard[] _shards;
    private readonly TimeProvider _time;
    private readonly long _keptFor;

    /// <param name="mostMessages">Keys kept over all shards; 0 keeps none.</param>
    /// <param name="keptFor">How long a key is kept.</param>
    /// <param name="time">The clock.</param>
    public RecentWindow(int mostMessages, TimeSpan keptFor, TimeProvider time)
    {
        _time = time;
        _keptFor = (long)(keptFor.TotalSeconds * time.TimestampFrequency);
        _shards = [.. Enumerable.Range(0, Shards).Select(_ => new Shard((mostMessages + Shards - 1) / Shards))];
    }

    /// <summary>
    /// Takes a message for <paramref name="claim"/>; false where it is taken, with who <paramref name="holder"/> is.
    /// </summary>
    public bool TryClaim(Hash128 key, Claim claim, out Claim holder) =>
        ShardOf(key).TryClaim(key, claim, _time.GetTimestamp() + _keptFor, _time.GetTimestamp(), out holder);

    /// <summary>
    /// Forgets messages that did not become durable, so that they are new when they come again. Has to be done before anyone
    /// learns of the failure. Keys that another submission took in the meantime stay.
    /// </summary>
    public void Release(IEnumerable<Hash128> keys, Submission submission)
    {
        foreach (var key in keys)
            ShardOf(key).Release(key, submission);
    }

    private Shard ShardOf(Hash128 key) => _shards[key.Low % Shards];

    private sealed class Shard(int capacity)
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<Hash128, Claim> _claims = [];
        private readonly Queue<(Hash128 Key, Submission Submission, long Until)> _oldestFirst = [];

        public bool TryClaim(Hash128 key, Claim claim, long until, long now, out Claim holder)
        {
            lock (_gate)
            {
                while (_oldestFirst.TryPeek(out var oldest) && (oldest.Until <= now || _oldestFirst.Count >= Math.Max(1, capacity)))
                {
                    _oldestFirst.Dequeue();
                    Forget(oldest.Key, oldest.Submission);
                }

                if (_claims.TryGetValue(key, out holder))
                    return false;
                if (capacity == 0)
                    return true;
                _claims.Add(key, claim);
                _oldestFirst.Enqueue((key, claim.Submission, until));
                return true;
            }
        }

        // Its line in the queue stays and finds nothing, or another submission, when its time comes.
        public void Release(Hash128 key, Submission submission)
        {
            lock (_gate)
                Forget(key, submission);
        }

        private void Forget(Hash128 key, Submission submission)
        {
            if (_claims.TryGetValue(key, out var claim) && ReferenceEquals(claim.Submission, submission))
                _claims.Remove(key);
        }
    }
}
