using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.MapWorker.Tests;

public sealed class DeterminismTests
{
    private static readonly DateTimeOffset s_start = TimeProvider.System.GetUtcNow().AddHours(-2);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(4, 4)]
    public async Task Process_AnyOrderDuplicationGroupingAndWorkers_SameCanonicalMap(int seed, int workers)
    {
        var messages = DrawnTown.Messages(vehicles: 12, s_start, each: 5);
        var expected = await LearnAsync(1, [messages]);
        var random = new Random(seed);
        var shuffled = messages.SelectMany(message => Enumerable.Repeat(message, 1 + random.Next(3))).ToArray();
        random.Shuffle(shuffled);
        var chunks = new List<VehicleMessage[]>();
        for (var at = 0; at < shuffled.Length;)
        {
            var size = random.Next(1, 12);
            chunks.Add([.. shuffled.Skip(at).Take(size)]);
            at += size;
        }

        Assert.Equal(expected, await LearnAsync(workers, chunks));
    }

    [Fact]
    public async Task Process_OneMessageMore_OtherCanonicalMap()
    {
        // That the map tells such differences at all.
        var messages = DrawnTown.Messages(vehicles: 3, s_start, each: 4);
        Assert.NotEqual(await LearnAsync(1, [messages]), await LearnAsync(1, [[.. messages.Skip(4)]]));
    }

    private static async Task<List<string>> LearnAsync(int workers, IEnumerable<IReadOnlyList<VehicleMessage>> chunks)
    {
        var platform = await TestPlatform.CreateAsync(TimeProvider.System);
        var running = new List<TestWorker>();
        for (var i = 0; i < workers; i++)
            running.Add(await TestWorker.StartAsync(platform));
        var work = new List<Task>();
        foreach (var chunk in chunks)
            work.Add(running[work.Count % workers].ProcessAsync(await platform.StoreAsync(chunk)));
        await Task.WhenAll(work);
        foreach (var worker in running)
            await worker.DisposeAsync();
        Assert.Empty(await platform.LettersAsync());
        await platform.AssertBooksBalanceAsync();
        return await platform.CanonicalAsync();
    }
}
