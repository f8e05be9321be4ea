using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.Backends;
using Telemetry.Local;

namespace Telemetry.AppHost.Status;

/// <summary>
/// Reads how the platform on this machine is, as often as asked; what it opens on the way to the stores it keeps open. For one
/// caller at a time.
/// </summary>
internal sealed class StatusSource(string stateDirectory, TimeProvider time) : IAsyncDisposable
{
    private ServicePorts? _ports;
    private PlatformStatusReader? _reader;
    private string? _endpoints;

    /// <summary>Reads it; null where nothing runs.</summary>
    /// <param name="withHash">True for the map's hash too.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<StatusReport?> ReadAsync(bool withHash, CancellationToken cancellationToken)
    {
        if (await EmbeddedProfile.FindStatusAsync(withHash, cancellationToken) is { } embedded)
            return embedded;
        if (await LocalDeployment.FindAsync(stateDirectory) is not { } deployment)
            return null;
        await using (deployment)
        {
            var services = Task.WhenAll(deployment.Services.Started.Select(
                service => DescribeAsync(deployment.Services, service, cancellationToken)));
            var platform = (await ReaderOfAsync(deployment)).ReadAsync(withHash, cancellationToken);
            return new StatusReport(
                "local", [.. await services, .. DescribeServers(deployment.Stack)], await platform, deployment.Token.File);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _ports?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<ProcessStatus> DescribeAsync(
        ServiceProcesses services, ServiceId service, CancellationToken cancellationToken)
    {
        var pid = services.FindProcessId(service);
        return new ProcessStatus(
            service.ToString(), pid, pid is null ? null : services.UrlOf(service), pid is not null && await services.IsReadyAsync(service, cancellationToken),
            services.LogOf(service));
    }

    private static IEnumerable<ProcessStatus> DescribeServers(LocalStack stack)
    {
        (string Name, StackComponent Component, Uri? Url)[] servers =
        [
            ("s3+sqs", StackComponent.ObjectsAndQueues, stack.Endpoints.S3),
            ("dynamodb", StackComponent.DynamoDb, stack.Endpoints.DynamoDb),
            ("postgres", StackComponent.Postgres, null),
        ];
        return servers.Select(server =>
        {
            var pid = stack.FindProcess(server.Component)?.ProcessId;
            return new ProcessStatus(server.Name, pid, pid is null ? null : server.Url, pid is not null, stack.LogOf(server.Component));
        });
    }

    // A platform that was stopped and started again may have other ports.
    private async Task<PlatformStatusReader> ReaderOfAsync(LocalDeployment deployment)
    {
        var endpoints = deployment.Stack.Endpoints.ToString();
        if (_reader is null || endpoints != _endpoints)
        {
            await DisposeAsync();
            _ports = new ServicePorts(BackendSettings.Read(name => deployment.Environment.GetValueOrDefault(name)), time);
            (_reader, _endpoints) = (new PlatformStatusReader(StatusPorts.Of(_ports), time), endpoints);
        }

        return _reader;
    }
}
