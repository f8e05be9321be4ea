using System.Text;
using Telemetry.Contracts.Client;

namespace Telemetry.Contracts.Tests.Client;

/// <summary>What every outbox keeps to; run over each implementation.</summary>
public abstract class OutboxTests
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected abstract IOutbox Open(int maxMessages, long maxBytes);

    [Fact]
    public async Task Lease_SeveralTimes_GivesEachEntryOnceInOrder()
    {
        var outbox = Open(10, 1000);
        foreach (var text in new[] { "a", "b", "c" })
            Assert.True(await outbox.TryAddAsync(Bytes(text), Cancellation));
        Assert.Equal(["a", "b"], Texts(await outbox.LeaseAsync(2, 1000, Cancellation)));
        Assert.Equal(["c"], Texts(await outbox.LeaseAsync(2, 1000, Cancellation)));
        Assert.Empty(await outbox.LeaseAsync(2, 1000, Cancellation));
        Assert.Equal(3, outbox.Count);
    }

    [Fact]
    public async Task Release_LeasedEntries_KeepTheirPlace()
    {
        var outbox = Open(10, 1000);
        foreach (var text in new[] { "a", "b", "c" })
            await outbox.TryAddAsync(Bytes(text), Cancellation);
        var leased = await outbox.LeaseAsync(2, 1000, Cancellation);
        await outbox.RemoveAsync([leased[0]], Cancellation);
        outbox.Release([leased[1]]);
        Assert.Equal(["b", "c"], Texts(await outbox.LeaseAsync(9, 1000, Cancellation)));
    }

    [Fact]
    public async Task Lease_ByteBound_GivesAtLeastOne()
    {
        var outbox = Open(10, 1000);
        await outbox.TryAddAsync(Bytes("12345"), Cancellation);
        await outbox.TryAddAsync(Bytes("67890"), Cancellation);
        Assert.Equal(["12345"], Texts(await outbox.LeaseAsync(9, 1, Cancellation)));
        Assert.Equal(["67890"], Texts(await outbox.LeaseAsync(9, 5, Cancellation)));
    }

    [Fact]
    public async Task TryAdd_Full_IsFalseUntilSomethingIsRemoved()
    {
        var outbox = Open(2, 5);
        Assert.True(await outbox.TryAddAsync(Bytes("1234"), Cancellation));
        Assert.False(await outbox.TryAddAsync(Bytes("12"), Cancellation));
        Assert.True(await outbox.TryAddAsync(Bytes("1"), Cancellation));
        Assert.False(await outbox.TryAddAsync(Bytes(""), Cancellation));
        await outbox.RemoveAsync(await outbox.LeaseAsync(1, 1, Cancellation), Cancellation);
        Assert.True(await outbox.TryAddAsync(Bytes("12"), Cancellation));
    }

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static IEnumerable<string> Texts(IEnumerable<OutboxEntry> entries) =>
        entries.Select(e => Encoding.UTF8.GetString(e.Message.Span));
}
