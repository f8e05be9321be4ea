using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Identity;
using Telemetry.TestKit;

namespace Telemetry.Conformance.Tests.ChunkStore;

/// <summary>What every chunk store does.</summary>
public abstract class ChunkStoreConformance : IAsyncLifetime
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 4, 5, 59, 59, 999, TimeSpan.Zero);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected ManualTimeProvider Time { get; } = new(s_now);

    protected IChunkStore Store { get; private set; } = null!;

    protected abstract Task<IChunkStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    [InlineData(3 << 20)]
    public async Task Get_AfterPut_GivesTheBytes(int length)
    {
        var id = NewId();
        var bytes = RandomNumberGenerator.GetBytes(length);
        await Store.PutAsync(id, bytes, Cancelled);
        var read = await Store.GetAsync(id, Cancelled);
        Assert.True(read!.Value.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task Get_NeverPut_IsNull() => Assert.Null(await Store.GetAsync(NewId(), Cancelled));

    [Fact]
    public async Task Put_SliceOfALargerArray_KeepsTheSlice()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 9, 1, 2, 3, 9 }.AsMemory(1, 3), Cancelled);
        Assert.Equal([1, 2, 3], (await Store.GetAsync(id, Cancelled))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_CallersArrayChangesLater_KeepsWhatWasPut()
    {
        var id = NewId();
        byte[] bytes = [1, 2, 3];
        await Store.PutAsync(id, bytes, Cancelled);
        bytes[0] = 99;
        Assert.Equal([1, 2, 3], (await Store.GetAsync(id, Cancelled))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_SameAgain_IsAllowed()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1, 2 }, Cancelled);
        await Store.PutAsync(id, new byte[] { 1, 2 }, Cancelled);
        Assert.Equal([1, 2], (await Store.GetAsync(id, Cancelled))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_ManyAtOnce_KeepsThemApart()
    {
        var ids = Enumerable.Range(0, 40).Select(_ => NewId()).ToList();
        await Task.WhenAll(ids.Select((id, i) => Store.PutAsync(id, new byte[] { (byte)i }, Cancelled)));
        var read = await Task.WhenAll(ids.Select(id => Store.GetAsync(id, Cancelled)));
        Assert.Equal(Enumerable.Range(0, 40), read.Select(r => (int)r!.Value.Span[0]));
    }

    [Fact]
    public async Task Get_OlderThanSevenDays_IsNull()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1 }, Cancelled);
        Time.Advance(TimeSpan.FromDays(7));
        Assert.NotNull(await Store.GetAsync(id, Cancelled));
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await Store.GetAsync(id, Cancelled));
    }

    [Fact]
    public async Task Put_Cancelled_Throws()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.PutAsync(NewId(), new byte[1], cancelled.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.GetAsync(NewId(), cancelled.Token));
    }

    protected ChunkId NewId() => new(Hash128.ReadFrom(RandomNumberGenerator.GetBytes(16)), Time.GetUtcNow());
}
