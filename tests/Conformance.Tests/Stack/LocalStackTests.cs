using Npgsql;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

public sealed class LocalStackTests(LocalStackFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Postgres_DatabaseMadeFromTemplate_HasPostgis()
    {
        var name = "t" + Guid.NewGuid().ToString("n");
        await ExecuteAsync(fixture.Endpoints.Postgres, $"CREATE DATABASE {name}");
        var settings = new NpgsqlConnectionStringBuilder(fixture.Endpoints.Postgres) { Database = name, Pooling = false };

        var version = await ExecuteAsync(settings.ConnectionString, "SELECT postgis_lib_version()");

        Assert.StartsWith("3.", (string)version!, StringComparison.Ordinal);
        await ExecuteAsync(fixture.Endpoints.Postgres, $"DROP DATABASE {name}");
    }

    [Fact]
    public async Task Postgres_Durability_IsOn()
    {
        Assert.Equal("on", await ExecuteAsync(fixture.Endpoints.Postgres, "SHOW fsync"));
        Assert.Equal("on", await ExecuteAsync(fixture.Endpoints.Postgres, "SHOW synchronous_commit"));
    }

    [Fact]
    public async Task StopPostgres_ThenStart_KeepsPortAndData()
    {
        using var directory = new StackDirectory(fixture);
        await using var stack = await directory.StartAsync(detached: false);
        await ExecuteAsync(stack.Endpoints.Postgres, "CREATE TABLE kept AS SELECT 42 AS value");
        var before = stack.Endpoints;

        await stack.StopPostgresAsync(Cancelled);
        Assert.Null(stack.FindProcess(StackComponent.Postgres));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => ExecuteAsync(before.Postgres, "SELECT 1"));
        await stack.StartPostgresAsync(Cancelled);

        Assert.Equal(before, stack.Endpoints);
        Assert.Equal(42, await ExecuteAsync(before.Postgres, "SELECT value FROM kept"));
    }

    [Fact]
    public async Task Dispose_AttachedStack_LeavesNoProcess()
    {
        using var directory = new StackDirectory(fixture);
        var stack = await directory.StartAsync(detached: false);
        var processes = Enum.GetValues<StackComponent>().Select(component => stack.FindProcess(component)!).ToArray();
        Assert.All(processes, process => Assert.True(process.IsRunning));

        await stack.DisposeAsync();

        Assert.All(processes, process => Assert.False(process.IsRunning));
    }

    [Fact]
    public async Task Attach_DetachedStack_FindsItAndStopsIt()
    {
        using var directory = new StackDirectory(fixture);
        StackEndpoints endpoints;
        await using (var starter = await directory.StartAsync(detached: true))
            endpoints = starter.Endpoints;

        await using var attached = LocalStack.Attach(directory.Path, TimeProvider.System);
        Assert.NotNull(attached);
        Assert.True(attached.IsRunning);
        Assert.Equal(endpoints, attached.Endpoints);
        Assert.NotNull(attached.FindProcess(StackComponent.DynamoDb));
        await attached.StopAsync(Cancelled);

        await using var stopped = LocalStack.Attach(directory.Path, TimeProvider.System);
        Assert.False(stopped!.IsRunning);
    }

    private static async Task<object?> ExecuteAsync(string connectionString, string sql)
    {
        // A pooled connection would be held against DROP DATABASE and outlive a stopped server.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync(Cancelled);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancelled);
    }
}
