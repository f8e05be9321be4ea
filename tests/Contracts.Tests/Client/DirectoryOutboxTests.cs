using Telemetry.Contracts.Client;

namespace Telemetry.Contracts.Tests.Client;

public sealed class DirectoryOutboxTests : OutboxTests, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("outbox-").FullName;

    protected override IOutbox Open(int maxMessages, long maxBytes) => new DirectoryOutbox(_directory, maxMessages, maxBytes);

    [Fact]
    public async Task New_AfterARestart_TakesUpWhatWasNotRemoved()
    {
        var before = Open(10, 1000);
        foreach (var text in new[] { "a", "b", "c" })
            await before.TryAddAsync(Bytes(text), Cancellation);
        var leased = await before.LeaseAsync(2, 1000, Cancellation);
        await before.RemoveAsync([leased[0]], Cancellation);

        var after = Open(10, 1000);
        Assert.True(await after.TryAddAsync(Bytes("d"), Cancellation));
        Assert.Equal(["b", "c", "d"], Texts(await after.LeaseAsync(10, 1000, Cancellation)));
    }

    [Fact]
    public async Task New_TornFileOfACrash_IsNotTakenForAMessage()
    {
        await Open(10, 1000).TryAddAsync(Bytes("whole"), Cancellation);
        var torn = Path.Combine(_directory, "0000000000000000007.message.part");
        await File.WriteAllTextAsync(torn, "to", Cancellation);

        Assert.Equal(["whole"], Texts(await Open(10, 1000).LeaseAsync(10, 1000, Cancellation)));
        Assert.False(File.Exists(torn));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
