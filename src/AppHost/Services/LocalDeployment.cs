using Telemetry.AppHost.Hosting;
using Telemetry.Local;

namespace Telemetry.AppHost.Services;

/// <summary>
/// The platform on this machine, detached: the local stack and the services, with all they keep in one state directory. Another
/// process can find it there later. Not for use by many threads at once.
/// </summary>
public sealed class LocalDeployment : IAsyncDisposable
{
    /// <summary>The receiver's port.</summary>
    public const int ReceiverPort = 8080;

    /// <summary>The map API's port.</summary>
    public const int ApiPort = 8081;

    private LocalDeployment(LocalStack stack, DevelopmentToken token, string stateDirectory)
    {
        Stack = stack;
        Token = token;
        Environment = LocalEnvironment.Of(stack.Endpoints, token);
        Services = new ServiceProcesses(new ServiceProcessesOptions
        {
            StateDirectory = ServicesDirectory(stateDirectory),
            Environment = Environment,
            ReceiverPort = ReceiverPort,
            ApiPort = ApiPort,
            Detached = true,
        });
    }

    /// <summary>The servers that the services use.</summary>
    public LocalStack Stack { get; }

    /// <summary>The services.</summary>
    public ServiceProcesses Services { get; }

    /// <summary>The development token.</summary>
    public DevelopmentToken Token { get; }

    /// <summary>What the services find in their environment.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Installs what is missing and starts the stack, or takes over what runs of it; starts no service.</summary>
    /// <exception cref="StackStartException">Something may not be installed or does not start.</exception>
    internal static async Task<LocalDeployment> StartStackAsync(
        string stateDirectory, VerbProgress progress, CancellationToken cancellationToken)
    {
        if (await StackInstallation.Find().EnsureAsync(progress, cancellationToken) is { } missing)
            throw new StackStartException(missing);
        var stack = await StackStart.RunAsync(
            new LocalStackOptions { DataDirectory = StackDirectory(stateDirectory), Detached = true }, progress, cancellationToken);
        return new LocalDeployment(stack, DevelopmentToken.Ensure(stateDirectory), stateDirectory);
    }

    /// <summary>What runs, in whole or in part, on a state directory; null where nothing does.</summary>
    public static async Task<LocalDeployment?> FindAsync(string stateDirectory)
    {
        if (LocalStack.Attach(StackDirectory(stateDirectory), TimeProvider.System) is not { } stack)
            return null;
        var deployment = new LocalDeployment(stack, DevelopmentToken.Ensure(stateDirectory), stateDirectory);
        if (stack.IsRunning || deployment.Services.Running.Count > 0)
            return deployment;
        await deployment.DisposeAsync();
        return null;
    }

    /// <summary>Stops all processes of a deployment, by their pid files only: for one whose state cannot be read.</summary>
    public static async Task StopByPidFilesAsync(string stateDirectory, CancellationToken cancellationToken)
    {
        foreach (var directory in new[] { ServicesDirectory(stateDirectory), StackDirectory(stateDirectory) })
            await LocalStack.StopByPidFilesAsync(directory, TimeProvider.System, cancellationToken);
    }

    /// <summary>Deletes all that a stopped deployment kept: the stack's data, logs, the token.</summary>
    public static void Forget(string stateDirectory)
    {
        File.Delete(Path.Combine(stateDirectory, "embedded.json"));
        LocalStack.Forget(StackDirectory(stateDirectory));
        if (Directory.Exists(ServicesDirectory(stateDirectory)))
            Directory.Delete(ServicesDirectory(stateDirectory), recursive: true);
        File.Delete(Path.Combine(stateDirectory, "token"));
    }

    /// <summary>Says before anything starts that another program has a port of the services.</summary>
    /// <exception cref="ServiceStartException">The receiver's or the map API's port is taken, and not by a deployment on this directory.</exception>
    public static async Task EnsurePortsAsync(string stateDirectory)
    {
        if (await FindAsync(stateDirectory) is { } running)
        {
            // Each service that does not run yet looks itself.
            await running.DisposeAsync();
            return;
        }

        foreach (var (port, service) in new[] { (ReceiverPort, "receiver"), (ApiPort, "map API") })
            if (!FreePort.IsFree(port))
                throw new ServiceStartException(
                    $"The {service} cannot start: port {port} on 127.0.0.1 is taken by another program. Nothing was started.",
                    TakenPort.WhatToDo(port));
    }

    /// <summary>Starts what does not run of receiver, map API and <paramref name="workers"/> workers, and stops workers above that number.</summary>
    /// <returns>False where there is no base map yet: the receiver runs, and takes frames as soon as one is imported.</returns>
    /// <exception cref="ServiceStartException">A service does not start; what did start goes on.</exception>
    internal async Task<bool> StartServicesAsync(int workers, VerbProgress progress, CancellationToken cancellationToken)
    {
        var hasBaseMap = await HasBaseMapAsync(cancellationToken);
        ServiceId[] wanted = [ServiceId.Receiver, ServiceId.Api, .. Enumerable.Range(1, workers).Select(ServiceId.Worker)];
        foreach (var surplus in Services.Running.Except(wanted))
            await Services.StopAsync(surplus, cancellationToken);
        using var step = progress.Begin(
            new WaitList("Starting the services", wanted.Select(service => service.ToString()), progress.Time));
        await Task.WhenAll(wanted.Select(async service =>
        {
            await (hasBaseMap || service != ServiceId.Receiver
                ? Services.StartAsync(service, cancellationToken)
                : LaunchAsync(service, cancellationToken));
            step.Line.Report(service.ToString());
        }));
        step.Complete();
        return hasBaseMap;
    }

    /// <summary>Stops the services, then the stack.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await Services.StopAsync(cancellationToken);
        await Stack.StopAsync(cancellationToken);
    }

    /// <summary>Lets go of the deployment, which goes on.</summary>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        await Stack.DisposeAsync();
    }

    private async Task<bool> HasBaseMapAsync(CancellationToken cancellationToken)
    {
        await using var backends = await EnvironmentBackends.ConnectAsync(Environment, cancellationToken);
        return await backends.BaseMaps.FindNewestAsync(cancellationToken) is not null;
    }

    /// <summary>Starts a service without waiting until it is ready; one that runs is left alone.</summary>
    private Task LaunchAsync(ServiceId service, CancellationToken cancellationToken) =>
        Services.FindProcessId(service) is null ? Services.LaunchAsync(service, cancellationToken) : Task.CompletedTask;

    private static string StackDirectory(string stateDirectory) => Path.Combine(stateDirectory, "stack");

    private static string ServicesDirectory(string stateDirectory) => Path.Combine(stateDirectory, "services");
}
