using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.Conformance.Tests.DeadLetters;

/// <summary>What every dead-letter queue does.</summary>
public abstract class DeadLetterQueueConformance : IAsyncLifetime
{
    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IDeadLetterQueue Queue { get; private set; } = null!;

    protected abstract Task<IDeadLetterQueue> OpenAsync();

    public async ValueTask InitializeAsync() => Queue = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Peek_NothingAdded_GivesNone() => Assert.Empty(await Queue.PeekAsync(10, Cancelled));

    [Fact]
    public async Task Peek_Twice_GivesTheSame()
    {
        DeadLetter[] letters = [Letter(1, message: 4), Letter(2, message: null)];
        await Queue.AddAsync(letters, Cancelled);
        for (var look = 0; look < 3; look++)
            Assert.Equal(letters, (await Queue.PeekAsync(10, Cancelled)).OrderBy(l => l.Chunk.Value));
    }

    [Fact]
    public async Task Peek_ManyAdded_GivesAsManyAsAskedFor()
    {
        await Queue.AddAsync([.. Enumerable.Range(0, 25).Select(i => Letter((ulong)i, i))], Cancelled);
        Assert.Equal(3, (await Queue.PeekAsync(3, Cancelled)).Distinct().Count());
        Assert.Equal(10, (await Queue.PeekAsync(10, Cancelled)).Distinct().Count());
    }

    [Fact]
    public async Task Add_Nothing_AddsNothing()
    {
        await Queue.AddAsync([], Cancelled);
        Assert.Empty(await Queue.PeekAsync(1, Cancelled));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public async Task Peek_OutOfRange_Throws(int most) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Queue.PeekAsync(most, Cancelled));

    protected static DeadLetter Letter(ulong chunk, int? message) => new(
        new ChunkId(new(7, chunk), new(2026, 3, 4, 5, 6, 7, 891, TimeSpan.Zero)), message, "poison",
        "Folding failed: \"division\" by zero, Straße", new(2026, 3, 5, 0, 0, 0, TimeSpan.Zero));
}
