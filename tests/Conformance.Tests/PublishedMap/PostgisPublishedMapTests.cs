using Npgsql;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.Published;
using Telemetry.MapStore.Published.Postgis;

namespace Telemetry.Conformance.Tests.PublishedMap;

public sealed class PostgisPublishedMapTests(LocalStackFixture stack) : PublishedMapConformance
{
    private PostgisScratchMap? _scratch;

    [Fact]
    public async Task Prepare_ManyProcessesAtOnce_AllSucceedAndKeepData()
    {
        await Map.PublishAsync([Facts.By(Facts.Segment(1), 1, Facts.Feature("a"))], Facts.Now, Cancelled);
        var fresh = new PostgisMapOptions
        {
            ConnectionString = stack.Endpoints.Postgres,
            Schema = $"t-{Guid.NewGuid():N}",
        };

        await Task.WhenAll(Enumerable.Range(0, 6).Select(async i =>
        {
            await using var map = new PostgisPublishedMap(i % 2 == 0 ? fresh : _scratch!.Options, TimeProvider.System);
            await map.PrepareAsync(Cancelled);
        }));

        Assert.Single(await Map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled));
        await using var source = NpgsqlDataSource.Create(fresh.ConnectionString);
        await using var drop = source.CreateCommand($"DROP SCHEMA \"{fresh.Schema}\" CASCADE");
        await drop.ExecuteNonQueryAsync(Cancelled);
    }

    protected override async Task<IPublishedMap> OpenAsync() =>
        (_scratch = await PostgisScratchMap.OpenAsync(stack)).Map;

    public override async ValueTask DisposeAsync()
    {
        if (_scratch is not null)
            await _scratch.DisposeAsync();
        await base.DisposeAsync();
    }
}
