using Telemetry.Contracts.Geography;
using Telemetry.MapStore.BaseMaps;

namespace Telemetry.Conformance.Tests.BaseMapStore;

/// <summary>What every base-map store does.</summary>
public abstract class BaseMapStoreConformance : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IBaseMapStore Store { get; private set; } = null!;

    protected abstract Task<IBaseMapStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Empty_GivesNulls()
    {
        Assert.Null(await Store.FindNewestAsync(Cancelled));
        Assert.Null(await Store.GetManifestAsync(1, Cancelled));
        Assert.Null(await Store.GetCellAsync(1, new CellId(1, 2), Cancelled));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(300_000)]
    public async Task PutCell_ThenGet_GivesTheSame(int length)
    {
        var bytes = new byte[length + 2];
        Random.Shared.NextBytes(bytes);
        var cell = new CellId(3099, 7);

        await Store.PutCellAsync(4, cell, bytes.AsMemory(1, length), Cancelled);

        Assert.Equal(bytes.AsSpan(1, length).ToArray(), (await Store.GetCellAsync(4, cell, Cancelled))!.Value.ToArray());
        Assert.Null(await Store.GetCellAsync(4, new CellId(7, 3099), Cancelled));
        Assert.Null(await Store.GetCellAsync(5, cell, Cancelled));
    }

    [Fact]
    public async Task PutCell_Again_Replaces()
    {
        // An import that was broken off is started again.
        await Store.PutCellAsync(1, new CellId(1, 1), new byte[] { 1, 2, 3 }, Cancelled);
        await Store.PutCellAsync(1, new CellId(1, 1), new byte[] { 4 }, Cancelled);
        Assert.Equal([4], (await Store.GetCellAsync(1, new CellId(1, 1), Cancelled))!.Value.ToArray());
    }

    [Fact]
    public async Task FindNewest_GivesLargestNumberWithManifest()
    {
        foreach (var number in (long[])[9, 10, 2])
            await Store.PutManifestAsync(number, new byte[] { (byte)number }, Cancelled);
        await Store.PutCellAsync(11, new CellId(1, 1), new byte[] { 1 }, Cancelled);

        Assert.Equal(10, await Store.FindNewestAsync(Cancelled));
        Assert.Equal([10], (await Store.GetManifestAsync(10, Cancelled))!.Value.ToArray());
        Assert.Null(await Store.GetManifestAsync(11, Cancelled));
    }

    [Fact]
    public async Task PutManifest_ReadersMeanwhile_SeeAllOrNothing()
    {
        var bytes = Enumerable.Repeat((byte)7, 200_000).ToArray();
        var writing = WriteAsync();
        do
        {
            var read = await Store.GetManifestAsync(1, Cancelled);
            Assert.True(read is null || read.Value.Span.SequenceEqual(bytes));
        }
        while (!writing.IsCompleted);
        await writing;

        async Task WriteAsync()
        {
            for (var i = 0; i < 20; i++)
                await Store.PutManifestAsync(1, bytes, Cancelled);
        }
    }
}
