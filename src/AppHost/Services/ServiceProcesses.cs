using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Telemetry.Local;

namespace Telemetry.AppHost.Services;

/// <summary>
/// The platform's services as processes on 127.0.0.1: started, stopped, killed and started again by name. A service keeps its
/// port over restarts. Different services may be handled at the same time; one service by one caller at a time.
/// </summary>
public sealed class ServiceProcesses : IAsyncDisposable
{
    private const string TryAgain = "./telemetry status tells what is down; ./telemetry down and up start afresh, with the data kept.";
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private readonly ServiceProcessesOptions _options;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentDictionary<ServiceId, ServerProcess> _processes = new();
    private readonly ConcurrentDictionary<ServiceId, int> _ports = new();
    private readonly ConcurrentDictionary<ServiceId, bool> _started = new();
    private readonly Lock _writing = new();

    /// <summary>Takes over what runs already on the state directory.</summary>
    public ServiceProcesses(ServiceProcessesOptions options)
    {
        _options = options;
        foreach (var (name, port) in ReadPorts(options.StateDirectory))
        {
            var service = ServiceId.Parse(name)!.Value;
            _started[service] = true;
            if (ServerProcess.FindRunning(options.StateDirectory, name) is not { } process)
                continue;
            _processes[service] = process;
            _ports[service] = port;
        }
    }

    /// <summary>The services that run, receiver first, then workers, then the API.</summary>
    public IReadOnlyList<ServiceId> Running =>
        [.. _processes.Where(pair => pair.Value.IsRunning).Select(pair => pair.Key).OrderBy(id => id.Kind).ThenBy(id => id.Number)];

    /// <summary>The services that run and those that were started and have ended unasked, in the same order.</summary>
    public IReadOnlyList<ServiceId> Started =>
        [.. _started.Keys.OrderBy(id => id.Kind).ThenBy(id => id.Number)];

    /// <summary>The pid of a service; null where it does not run.</summary>
    public int? FindProcessId(ServiceId service) =>
        _processes.TryGetValue(service, out var process) && process.IsRunning ? process.ProcessId : null;

    /// <summary>Where a service listens, or will once it is started.</summary>
    public Uri UrlOf(ServiceId service) => new($"http://127.0.0.1:{PortOf(service)}/");

    /// <summary>Where a service logs to.</summary>
    public string LogOf(ServiceId service) => Path.Combine(LogDirectory, service.ToString() + ".log");

    /// <summary>
    /// True where a service answers that it can reach all it needs. Never throws for a service that does not answer.
    /// </summary>
    public Task<bool> IsReadyAsync(ServiceId service, CancellationToken cancellationToken) =>
        AnswersAsync(service, "health/ready", cancellationToken);

    /// <summary>Starts a service and returns once it is ready; one that runs is left alone.</summary>
    /// <exception cref="ServiceStartException">It ended, or was not ready within the start timeout.</exception>
    public async Task StartAsync(ServiceId service, CancellationToken cancellationToken)
    {
        if (FindProcessId(service) is null)
            await LaunchAsync(service, cancellationToken);
        var since = _options.TimeProvider.GetTimestamp();
        while (!await IsReadyAsync(service, cancellationToken))
        {
            if (FindProcessId(service) is null)
                throw new ServiceStartException($"The {service} ended instead of serving at {UrlOf(service)}: {LastLines(service)}", TryAgain);
            if (_options.TimeProvider.GetElapsedTime(since) > _options.StartTimeout)
                throw new ServiceStartException($"The {service} is not ready at {UrlOf(service)}: {LastLines(service)}", TryAgain);
            await Task.Delay(Glance, _options.TimeProvider, cancellationToken);
        }
    }

    /// <summary>
    /// Starts a service's process and returns at once: for when a backend is down and the service cannot become ready.
    /// </summary>
    /// <exception cref="ServiceStartException">Its port is taken.</exception>
    public async Task LaunchAsync(ServiceId service, CancellationToken cancellationToken)
    {
        var port = PortOf(service);
        if (!FreePort.IsFree(port))
            throw new ServiceStartException(
                $"The {service} cannot start: port {port} on 127.0.0.1 is taken by another program.", TakenPort.WhatToDo(port));
        var spec = new ServerSpec
        {
            Name = service.ToString(),
            Command = [DotnetHost(), AppHostAssembly(), "serve", service.ToString(), "--url", UrlOf(service).ToString()],
            Environment = _options.Environment,
            StateDirectory = _options.StateDirectory,
            LogDirectory = LogDirectory,
            Detached = _options.Detached,
        };
        _processes[service] = await ServerProcess.StartAsync(spec, cancellationToken);
        _started[service] = true;
        WritePorts();
    }

    /// <summary>Asks a service to end, and waits; kills it after the stop timeout.</summary>
    /// <returns>False where it had to be killed.</returns>
    public async Task<bool> StopAsync(ServiceId service, CancellationToken cancellationToken)
    {
        var inOrder = !_processes.TryRemove(service, out var process)
            || await process.StopAsync(_options.StopTimeout, _options.TimeProvider, cancellationToken);
        if (_started.TryRemove(service, out _))
            WritePorts();
        return inOrder;
    }

    /// <summary>Stops all services at the same time.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_started.Keys.Select(service => StopAsync(service, cancellationToken)));

    /// <summary>Kills a service with SIGKILL and waits until it is gone.</summary>
    public async Task KillAsync(ServiceId service, CancellationToken cancellationToken)
    {
        if (_processes.TryRemove(service, out var process))
            await process.KillAsync(_options.TimeProvider, cancellationToken);
    }

    /// <summary>Stops the services, except detached ones.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_options.Detached)
            await StopAsync(CancellationToken.None);
        _http.Dispose();
    }

    private string LogDirectory => _options.LogDirectory ?? Path.Combine(_options.StateDirectory, "logs");

    private static string PortsFile(string stateDirectory) => Path.Combine(stateDirectory, "services.json");

    private static SortedDictionary<string, int> ReadPorts(string stateDirectory) =>
        File.Exists(PortsFile(stateDirectory))
            ? StateFile.Read<SortedDictionary<string, int>>(PortsFile(stateDirectory))
            : [];

    // The running program may be a test or the command line itself; beside either lies a copy of the command line.
    private static string AppHostAssembly() => typeof(ServiceProcesses).Assembly.Location;

    private static string DotnetHost() =>
        Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));

    private int PortOf(ServiceId service) => _ports.GetOrAdd(service, id => id.Kind switch
    {
        ServiceKind.Receiver when _options.ReceiverPort != 0 => _options.ReceiverPort,
        ServiceKind.Api when _options.ApiPort != 0 => _options.ApiPort,
        _ => FreePort.Find(),
    });

    private async Task<bool> AnswersAsync(ServiceId service, string path, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(UrlOf(service), path), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private void WritePorts()
    {
        lock (_writing)
        {
            var ports = new SortedDictionary<string, int>(
                _started.Keys.ToDictionary(service => service.ToString(), PortOf), StringComparer.Ordinal);
            var file = PortsFile(_options.StateDirectory);
            File.WriteAllText(file + ".new", JsonSerializer.Serialize(ports));
            File.Move(file + ".new", file, overwrite: true);
        }
    }

    private string LastLines(ServiceId service)
    {
        var log = LogOf(service);
        var lines = File.Exists(log) ? File.ReadLines(log).TakeLast(10) : [];
        return string.Create(
            CultureInfo.InvariantCulture, $"see {log}, which ends with{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
    }
}
