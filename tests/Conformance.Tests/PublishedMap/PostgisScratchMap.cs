using Npgsql;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.MapStore.Published.Postgis;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>A published map in a schema of its own, dropped at the end.</summary>
internal sealed class PostgisScratchMap : IAsyncDisposable
{
    private PostgisScratchMap(PostgisMapOptions options) => Map = new PostgisPublishedMap(Options = options, TimeProvider.System);

    public PostgisMapOptions Options { get; }

    public PostgisPublishedMap Map { get; }

    public static async Task<PostgisScratchMap> OpenAsync(LocalStackFixture stack)
    {
        var scratch = new PostgisScratchMap(new PostgisMapOptions
        {
            ConnectionString = stack.Endpoints.Postgres,
            Schema = $"t-{Guid.NewGuid():N}",
        });
        await scratch.Map.PrepareAsync(TestContext.Current.CancellationToken);
        return scratch;
    }

    public async ValueTask DisposeAsync()
    {
        await Map.DisposeAsync();
        await using var source = NpgsqlDataSource.Create(Options.ConnectionString);
        await using var drop = source.CreateCommand($"DROP SCHEMA \"{Options.Schema}\" CASCADE");
        await drop.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
