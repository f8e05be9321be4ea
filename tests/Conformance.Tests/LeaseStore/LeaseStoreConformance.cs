using Telemetry.MapStore.Leases;

namespace Telemetry.Conformance.Tests.LeaseStore;

/// <summary>What every lease store does.</summary>
public abstract class LeaseStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected ILeaseStore Store { get; private set; } = null!;

    protected abstract Task<ILeaseStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Acquire_Held_OnlyOwnerMay()
    {
        Assert.True(await AcquireAsync("a", Now));
        Assert.False(await AcquireAsync("b", Now));
        Assert.True(await AcquireAsync("a", Now.AddSeconds(30)));
        Assert.False(await AcquireAsync("b", Now.AddSeconds(89)));
    }

    [Fact]
    public async Task Acquire_RunOut_AnotherMay()
    {
        Assert.True(await AcquireAsync("a", Now));
        Assert.True(await AcquireAsync("b", Now + Minute));
        Assert.False(await AcquireAsync("a", Now + Minute));
    }

    [Fact]
    public async Task Acquire_OtherName_IsAnotherLease()
    {
        Assert.True(await AcquireAsync("a", Now));
        Assert.True(await Store.TryAcquireAsync("other", "b", Now, Minute, Cancelled));
    }

    [Fact]
    public async Task Release_ByOwner_FreesAtOnce()
    {
        Assert.True(await AcquireAsync("a", Now));
        await Store.ReleaseAsync("lease", "b", Cancelled);
        Assert.False(await AcquireAsync("b", Now));
        await Store.ReleaseAsync("lease", "a", Cancelled);
        await Store.ReleaseAsync("lease", "a", Cancelled);
        Assert.True(await AcquireAsync("b", Now));
    }

    [Fact]
    public async Task Acquire_ManyAtOnce_OneGetsIt()
    {
        var got = await Task.WhenAll(Enumerable.Range(0, 10).Select(i => Task.Run(() => AcquireAsync($"owner-{i}", Now))));
        Assert.Single(got, true);
    }

    private Task<bool> AcquireAsync(string owner, DateTimeOffset now) =>
        Store.TryAcquireAsync("lease", owner, now, Minute, Cancelled);
}
