using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.Backends;
using Telemetry.Local;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Platforms;

/// <summary>
/// The local stack and the services as processes, on free ports and with data in a folder of their own. Everything ends with
/// this process, however it ends.
/// </summary>
internal sealed class LocalPlatform : IPlatform
{
    private readonly string _folder;
    private readonly int _workers;
    private readonly DevelopmentToken _token;

    private LocalPlatform(
        string folder, int workers, LocalStack stack, DevelopmentToken token, ServiceProcesses services,
        PlatformBackends backends)
    {
        (_folder, _workers, _token) = (folder, workers, token);
        (Stack, Services, Backends) = (stack, services, backends);
    }

    /// <summary>The servers, for stopping and starting single ones.</summary>
    public LocalStack Stack { get; }

    /// <summary>The services, for killing and starting single ones.</summary>
    public ServiceProcesses Services { get; }

    /// <inheritdoc/>
    public PlatformBackends Backends { get; }

    /// <inheritdoc/>
    public Uri Receiver => Services.UrlOf(ServiceId.Receiver);

    /// <inheritdoc/>
    public Uri MapApi => Services.UrlOf(ServiceId.Api);

    /// <inheritdoc/>
    public string Token => _token.Value;

    /// <summary>Installs what is missing and starts the servers; the services start with <see cref="StartAsync"/>.</summary>
    /// <param name="workers">Workers to start with.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="settings">Settings of the services beyond the usual ones, as their environment has them; null for none.</param>
    /// <exception cref="StackStartException">Something may not be installed or does not start.</exception>
    public static async Task<LocalPlatform> CreateAsync(
        int workers, VerbProgress progress, CancellationToken cancellationToken, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (await StackInstallation.Find().EnsureAsync(progress, cancellationToken) is { } missing)
            throw new StackStartException(missing);
        var folder = Directory.CreateTempSubdirectory("telemetry-").FullName;
        LocalStack? stack = null;
        try
        {
            stack = await StackStart.RunAsync(
                new LocalStackOptions { DataDirectory = StackFolder(folder) }, progress, cancellationToken);
            var token = DevelopmentToken.Ensure(folder);
            var environment = LocalEnvironment.Of(stack.Endpoints, token);
            var services = new ServiceProcesses(new ServiceProcessesOptions
            {
                StateDirectory = Path.Combine(folder, "services"),
                Environment = settings is null ? environment : environment.Concat(settings).ToDictionary(StringComparer.Ordinal),
            });
            var backends = await EnvironmentBackends.ConnectAsync(environment, cancellationToken);
            return new LocalPlatform(folder, workers, stack, token, services, backends);
        }
        catch
        {
            if (stack is not null)
                await stack.DisposeAsync();
            Forget(folder);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task StartAsync(
        ImportedRoads roads, string sourceName, VerbProgress progress, CancellationToken cancellationToken)
    {
        await MapImport.PublishAsync(roads, sourceName, Backends, progress, cancellationToken);
        ServiceId[] wanted = [ServiceId.Receiver, ServiceId.Api, .. Enumerable.Range(1, _workers).Select(ServiceId.Worker)];
        using var step = progress.Begin(
            new WaitList("Starting the services", wanted.Select(service => service.ToString()), progress.Time));
        await Task.WhenAll(wanted.Select(async service =>
        {
            await Services.StartAsync(service, cancellationToken);
            step.Line.Report(service.ToString());
        }));
        step.Complete();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Backends.DisposeAsync();
        await Stack.DisposeAsync();
        Forget(_folder);
    }

    private static void Forget(string folder)
    {
        LocalStack.Forget(StackFolder(folder));
        Directory.Delete(folder, recursive: true);
    }

    private static string StackFolder(string folder) => Path.Combine(folder, "stack");
}
