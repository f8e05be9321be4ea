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

    [Fact]
    public async Task PublishAll_EmptyMap_LeavesTablesAsTheMigrationsMadeThem()
    {
        var before = await ReadSchemaAsync();
        await Map.PublishAllAsync(new[] { Facts.By(Facts.Segment(1), 1, Facts.Feature("a")) }.ToAsyncEnumerable(), Facts.Now, Cancelled);

        Assert.Equal(before, await ReadSchemaAsync());
    }

    private async Task<List<string>> ReadSchemaAsync()
    {
        await using var source = NpgsqlDataSource.Create(stack.Endpoints.Postgres);
        await using var command = source.CreateCommand(
            """
            SELECT indexdef FROM pg_indexes WHERE schemaname = @schema
            UNION ALL
            SELECT concat_ws(' ', table_name, column_name, ordinal_position, data_type, udt_name, is_nullable, column_default, collation_name)
            FROM information_schema.columns WHERE table_schema = @schema
            UNION ALL
            SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid)) FROM pg_constraint
            WHERE connamespace = (SELECT oid FROM pg_namespace WHERE nspname = @schema)
            ORDER BY 1
            """);
        command.Parameters.AddWithValue("schema", _scratch!.Options.Schema);
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Cancelled);
        while (await reader.ReadAsync(Cancelled))
            lines.Add(reader.GetString(0));
        return lines;
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
