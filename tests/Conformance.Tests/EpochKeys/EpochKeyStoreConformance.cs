using Telemetry.MapStore.Keys;

namespace Telemetry.Conformance.Tests.EpochKeys;

/// <summary>What every epoch key store does, and the ring over it.</summary>
public abstract class EpochKeyStoreConformance : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IEpochKeyStore Store { get; private set; } = null!;

    protected abstract Task<IEpochKeyStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Save_First_OnlyWhereThereIsNone()
    {
        Assert.Null(await Store.LoadAsync(Cancelled));
        Assert.False(await Store.TrySaveAsync(Key(7, 1), 6, Cancelled));
        Assert.True(await Store.TrySaveAsync(Key(7, 1), null, Cancelled));
        Assert.False(await Store.TrySaveAsync(Key(7, 2), null, Cancelled));
        await AssertStoredAsync(7, 1);
    }

    [Fact]
    public async Task Save_Later_OnlyOverTheExpectedEpoch()
    {
        await Store.TrySaveAsync(Key(7, 1), null, Cancelled);
        Assert.False(await Store.TrySaveAsync(Key(9, 3), 8, Cancelled));
        Assert.True(await Store.TrySaveAsync(Key(8, 2), 7, Cancelled));
        Assert.False(await Store.TrySaveAsync(Key(8, 4), 7, Cancelled));
        await AssertStoredAsync(8, 2);
    }

    [Fact]
    public async Task Ring_ManyProcessesStartAtOnce_ShareTheirKeys()
    {
        var rings = Enumerable.Range(0, 8).Select(_ => new EpochKeyRing(Store, new EpochKeyOptions(), TimeProvider.System)).ToList();
        await Task.WhenAll(rings.Select(ring => Task.Run(() => ring.RefreshAsync(Cancelled))));

        var epoch = EpochKeyRing.EpochOf(TimeProvider.System.GetUtcNow());
        var keys = rings.Select(ring => ring.TryGetKey(epoch, out var key) ? Convert.ToHexString(key.Span) : "none").Distinct();
        Assert.Equal(64, Assert.Single(keys).Length);
    }

    private async Task AssertStoredAsync(int epoch, byte fill)
    {
        var stored = await Store.LoadAsync(Cancelled);
        Assert.Equal(epoch, stored!.Epoch);
        Assert.Equal(Key(epoch, fill).Key.ToArray(), stored.Key.ToArray());
    }

    private static EpochKey Key(int epoch, byte fill) => new(epoch, Enumerable.Repeat(fill, 32).ToArray());
}
