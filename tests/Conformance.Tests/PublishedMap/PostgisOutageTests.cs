using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;
using Telemetry.Local;
using Telemetry.MapStore.Published.Postgis;
using static Telemetry.Conformance.Tests.PublishedMap.Facts;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>PostgreSQL is stopped under a map in use and comes back.</summary>
public sealed class PostgisOutageTests(LocalStackFixture fixture, OwnStack own) : IClassFixture<OwnStack>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryMember_ServerStopped_IsUnavailableAndRecovers()
    {
        var stack = await own.StartAsync(fixture);
        await using var map = await OpenAsync(stack);
        await map.PublishAsync([By(Segment(1), 1, Feature("a"))], Now, Cancelled);
        var waiting = map.WaitForChangesAsync(1, TimeSpan.FromMinutes(10), Cancelled);
        // Several connections in the pool, all of which the stop breaks.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => map.FindNewestVersionAsync(Cancelled)));

        await stack.StopPostgresAsync(Cancelled);
        for (var i = 0; i < 3; i++)
        {
            await AssertUnavailableAsync(() => map.PublishAsync([By(Segment(1), 2, Feature("b"))], Now, Cancelled));
            await AssertUnavailableAsync(() => map.ReadChangesAsync(0, null, 10, Cancelled));
            await AssertUnavailableAsync(async () => await map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled));
            await AssertUnavailableAsync(() => map.PrepareAsync(Cancelled));
            await AssertUnavailableAsync(() => map.CompactAsync(Now, Cancelled));
        }

        await stack.StartPostgresAsync(Cancelled);
        Assert.Equal(2, await map.PublishAsync([By(Segment(1), 2, Feature("b"))], Now, Cancelled));
        await waiting; // The listener has come back by itself.
        await (await new ReaderCopy(map, null).ReadAllAsync(10)).AssertIsMapAsync();
    }

    [Fact]
    public async Task Publish_ServerKilledMidway_AppliesEachBatchOnceOrNotAtAll()
    {
        var stack = await own.StartAsync(fixture);
        await using var map = await OpenAsync(stack);
        var reader = new ReaderCopy(map, null);

        var restarted = new TaskCompletionSource();
        var publishing = PublishAllAsync();
        await map.WaitForChangesAsync(20, TimeSpan.FromMinutes(10), Cancelled);
        await reader.ReadPageAsync(5);
        stack.FindProcess(StackComponent.Postgres)!.Signal(ServerSignal.Kill);
        await stack.StopPostgresAsync(Cancelled);
        await stack.StartPostgresAsync(Cancelled);
        restarted.SetResult();
        await publishing;

        await (await reader.ReadAllAsync(7)).AssertIsMapAsync();
        Assert.Equal(
            Enumerable.Range(0, 3).Select(i => Feature($"f{i}", text: "200").GeoJson), reader.Lines());

        // As a worker does: tries until it is told that the batch is in.
        async Task PublishAllAsync()
        {
            for (var revision = 1; revision <= 200; revision++)
            {
                var batch = Enumerable.Range(0, 3)
                    .Select(i => By(Segment((ulong)i), revision, Feature($"f{i}", text: $"{revision}"))).ToArray();
                while (true)
                {
                    try
                    {
                        await map.PublishAsync(batch, Now, Cancelled);
                        break;
                    }
                    catch (BackendUnavailableException)
                    {
                        await restarted.Task;
                    }
                }
            }
        }
    }

    private static async Task<PostgisPublishedMap> OpenAsync(LocalStack stack)
    {
        var options = new PostgisMapOptions { ConnectionString = stack.Endpoints.Postgres, Schema = $"t-{Guid.NewGuid():N}" };
        var map = new PostgisPublishedMap(options, TimeProvider.System);
        await map.PrepareAsync(Cancelled);
        return map;
    }

    private static async Task AssertUnavailableAsync(Func<Task> operation)
    {
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(operation);
        Assert.Equal("published map", fault.Backend);
    }
}
