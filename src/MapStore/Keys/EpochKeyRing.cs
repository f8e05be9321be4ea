using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Telemetry.MapStore.Keys;

/// <summary>
/// The keys under which identities are hashed: one for each epoch of 28 days of event time, each following from the one
/// before by HKDF-SHA256 (RFC 5869) and leading back to none. Only the oldest key still allowed is stored; once an epoch has
/// been over for 10 days, <see cref="RefreshAsync"/> replaces its key by the next and nobody can compute it again. All
/// processes share the ring through the store. Reading a key is lock-free and allocates nothing; safe for use by many threads.
/// </summary>
/// <param name="store">Where the oldest key is kept.</param>
/// <param name="options">The seed.</param>
/// <param name="time">Decides which epochs are over.</param>
public sealed class EpochKeyRing(IEpochKeyStore store, EpochKeyOptions options, TimeProvider time)
{
    /// <summary>The length of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>The length of an epoch of event time.</summary>
    public static readonly TimeSpan EpochLength = TimeSpan.FromDays(28);

    /// <summary>How long an epoch's key is kept after the epoch's end: longer than any chunk may wait.</summary>
    public static readonly TimeSpan KeptAfterEnd = TimeSpan.FromDays(10);

    private Keys _keys = new(0, []);

    private sealed record Keys(int Oldest, ImmutableArray<byte[]> InOrder);

    /// <summary>The epoch of a moment of event time: days since 1970-01-01 UTC divided by 28, rounded down.</summary>
    public static int EpochOf(DateTimeOffset at) => EpochOf(at.ToUnixTimeMilliseconds());

    /// <summary>The epoch of a moment of event time in Unix milliseconds.</summary>
    public static int EpochOf(long unixMs) => (int)Math.Floor(unixMs / EpochLength.TotalMilliseconds);

    /// <summary>
    /// Loads the ring, starts it where the store is empty, and destroys keys that are due. Call it before the first use and
    /// then every hour or so.
    /// </summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">The store cannot be reached; the ring is as before.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var stored = await store.LoadAsync(cancellationToken).ConfigureAwait(false);
            // One epoch back, so that frames from before a turn that happened just now have a key.
            var wanted = Advance(stored ?? new EpochKey(EpochOf(now) - 1, FirstKey()), OldestAllowed(now));
            if (wanted.Epoch == stored?.Epoch ||
                await store.TrySaveAsync(wanted, stored?.Epoch, cancellationToken).ConfigureAwait(false))
            {
                Volatile.Write(ref _keys, From(wanted, EpochOf(now) + 1));
                return;
            }
        }
    }

    /// <summary>
    /// The key of an epoch, 32 bytes. False where it is destroyed or due to be, where it lies more than one epoch ahead of
    /// the clock, and before the first <see cref="RefreshAsync"/>: nothing of that epoch may be hashed.
    /// </summary>
    public bool TryGetKey(int epoch, out ReadOnlyMemory<byte> key)
    {
        key = default;
        var now = time.GetUtcNow();
        var keys = Volatile.Read(ref _keys);
        if (keys.InOrder.IsEmpty || epoch < Math.Max(keys.Oldest, OldestAllowed(now)) || epoch > EpochOf(now) + 1)
            return false;
        if (epoch - keys.Oldest >= keys.InOrder.Length)
        {
            // The clock has turned an epoch since the last refresh: the next key follows without the store.
            keys = From(new EpochKey(keys.Oldest, keys.InOrder[0]), epoch);
            Volatile.Write(ref _keys, keys);
        }

        key = keys.InOrder[epoch - keys.Oldest];
        return true;
    }

    private static int OldestAllowed(DateTimeOffset now) => EpochOf(now - KeptAfterEnd);

    private static EpochKey Advance(EpochKey key, int epoch)
    {
        var bytes = key.Key.ToArray();
        for (var e = key.Epoch; e < epoch; e++)
            bytes = Next(bytes);
        return new EpochKey(Math.Max(key.Epoch, epoch), bytes);
    }

    private static Keys From(EpochKey oldest, int newest)
    {
        var keys = ImmutableArray.CreateBuilder<byte[]>();
        keys.Add(oldest.Key.ToArray());
        for (var epoch = oldest.Epoch; epoch < newest; epoch++)
            keys.Add(Next(keys[^1]));
        return new Keys(oldest.Epoch, keys.ToImmutable());
    }

    private static byte[] Next(byte[] key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, KeyBytes, salt: null, info: "telemetry epoch key 1"u8.ToArray());

    private byte[] FirstKey() => options.ReadSeed() ?? RandomNumberGenerator.GetBytes(KeyBytes);
}
