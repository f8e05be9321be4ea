using System.Security.Cryptography;
using Telemetry.MapStore.Keys;
using Telemetry.TestKit;

namespace Telemetry.MapStore.Tests.Keys;

public sealed class EpochKeyRingTests
{
    private const int Epoch = 733; // begins 2026-03-12
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch + Epoch * EpochKeyRing.EpochLength;

    private readonly InMemoryEpochKeyStore _store = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void EpochOf_Edges_RoundDown()
    {
        Assert.Equal(Epoch, EpochKeyRing.EpochOf(Start));
        Assert.Equal(Epoch - 1, EpochKeyRing.EpochOf(Start.AddMilliseconds(-1)));
        Assert.Equal(-1, EpochKeyRing.EpochOf(-1L));
        Assert.Equal(0, EpochKeyRing.EpochOf(0L));
    }

    [Fact]
    public void TryGetKey_BeforeRefresh_Refuses()
    {
        Assert.False(Ring(new ManualTimeProvider(Start)).TryGetKey(Epoch, out _));
    }

    [Fact]
    public async Task Refresh_EmptyStore_KeysFollowFromTheSeed()
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        var ring = Ring(new ManualTimeProvider(Start.AddDays(3)), Convert.ToBase64String(seed));

        await ring.RefreshAsync(Cancelled);

        Assert.Equal(seed, Key(ring, Epoch - 1));
        Assert.Equal(Next(seed), Key(ring, Epoch));
        Assert.Equal(Next(Next(seed)), Key(ring, Epoch + 1));
        Assert.False(ring.TryGetKey(Epoch + 2, out _));
        Assert.False(ring.TryGetKey(Epoch - 2, out _));
    }

    [Fact]
    public async Task Refresh_TenDaysAfterEpoch_DestroysItsKey()
    {
        var clock = new ManualTimeProvider(Start.AddDays(9.9));
        var ring = Ring(clock);
        await ring.RefreshAsync(Cancelled);
        var current = Key(ring, Epoch);
        Assert.True(ring.TryGetKey(Epoch - 1, out _));

        clock.Advance(TimeSpan.FromDays(0.1));

        Assert.False(ring.TryGetKey(Epoch - 1, out _)); // due, also before the refresh
        await ring.RefreshAsync(Cancelled);
        var stored = await _store.LoadAsync(Cancelled);
        Assert.Equal(Epoch, stored!.Epoch);
        Assert.Equal(current, stored.Key.ToArray());
        Assert.False(ring.TryGetKey(Epoch - 1, out _));
        Assert.Equal(current, Key(ring, Epoch));
    }

    [Fact]
    public async Task TryGetKey_EpochTurnsWithoutRefresh_GoesOn()
    {
        var clock = new ManualTimeProvider(Start);
        Ring(clock);
        var ring = Ring(clock);
        await ring.RefreshAsync(Cancelled);
        var expected = Next(Key(ring, Epoch + 1));

        clock.Advance(EpochKeyRing.EpochLength);

        Assert.Equal(expected, Key(ring, Epoch + 2));
    }

    [Fact]
    public async Task Refresh_AfterLongPause_AdvancesManyEpochs()
    {
        var clock = new ManualTimeProvider(Start);
        var ring = Ring(clock);
        await ring.RefreshAsync(Cancelled);
        var key = Key(ring, Epoch);

        clock.Advance(20 * EpochKeyRing.EpochLength);
        var other = Ring(clock);
        await other.RefreshAsync(Cancelled);

        for (var i = 0; i < 20; i++)
            key = Next(key);
        Assert.Equal(key, Key(other, Epoch + 20));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAA")]
    public async Task Refresh_SeedIsNot32Bytes_Throws(string seed)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Ring(new ManualTimeProvider(Start), seed).RefreshAsync(Cancelled));
    }

    [Fact]
    public async Task TryGetKey_Hot_AllocatesNothing()
    {
        var ring = Ring(new ManualTimeProvider(Start));
        await ring.RefreshAsync(Cancelled);
        ring.TryGetKey(Epoch, out var key);
        var segment = new MapFusion.Grains.GrainId(MapFusion.Grains.GrainKind.Segment, 5);
        var vehicle = IdentityHasher.Vehicle(key.Span, "fleet", "vehicle");

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            ring.TryGetKey(Epoch, out key);
            IdentityHasher.Pseudonym(key.Span, segment, vehicle);
            IdentityHasher.MessageKey(key.Span, "fleet", "vehicle", "session", "message");
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private EpochKeyRing Ring(TimeProvider clock, string? seed = null) =>
        new(_store, new EpochKeyOptions { Seed = seed }, clock);

    private static byte[] Key(EpochKeyRing ring, int epoch)
    {
        Assert.True(ring.TryGetKey(epoch, out var key));
        return key.ToArray();
    }

    private static byte[] Next(byte[] key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, 32, salt: null, info: "telemetry epoch key 1"u8.ToArray());
}
