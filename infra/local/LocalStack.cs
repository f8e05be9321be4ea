using System.Collections.Concurrent;
using System.Text.Json;

namespace Telemetry.Local;

/// <summary>
/// The servers that stand for AWS and RDS on one machine, on loopback only: S3 and SQS, DynamoDB, PostgreSQL with PostGIS. Not
/// for use by many threads at once.
/// </summary>
public sealed class LocalStack : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);
    private readonly LocalStackOptions _options;
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly IReadOnlyDictionary<StackComponent, IStackServer> _servers;
    private readonly SortedDictionary<StackComponent, int> _ports;
    private readonly ConcurrentDictionary<StackComponent, ServerProcess> _processes = [];

    private LocalStack(LocalStackOptions options, SortedDictionary<StackComponent, int> ports)
    {
        _options = options;
        _ports = ports;
        var installation = StackInstallation.Find();
        _servers = new IStackServer[]
        {
            new FauxqsServer(installation, options.DataDirectory, _http),
            new DynoxideServer(installation, options.DataDirectory, _http),
            new PostgresServer(options.DataDirectory),
        }.ToDictionary(server => server.Component);
    }

    /// <summary>Where the servers answer. A server that is stopped and started again keeps its port.</summary>
    public StackEndpoints Endpoints
    {
        get
        {
            var aws = new Uri($"http://127.0.0.1:{_ports[StackComponent.ObjectsAndQueues]}/");
            return new StackEndpoints(
                aws, aws, new Uri($"http://127.0.0.1:{_ports[StackComponent.DynamoDb]}/"),
                PostgresServer.ConnectionString(_ports[StackComponent.Postgres]),
                LocalCredentials.AccessKeyId, LocalCredentials.SecretAccessKey, LocalCredentials.Region);
        }
    }

    /// <summary>True while any of the servers runs.</summary>
    public bool IsRunning => _processes.Values.Any(process => process.IsRunning);

    /// <summary>
    /// Starts the servers and returns once each answers. What <see cref="StackInstallation.EnsureAsync"/> installs must be there. A
    /// detached stack that runs on the directory already is taken as it is, and what is missing of it started.
    /// </summary>
    /// <exception cref="StackStartException">A server did not start, or an attached stack's directory is in use.</exception>
    public static Task<LocalStack> StartAsync(LocalStackOptions options, CancellationToken cancellationToken) =>
        StartAsync(options, null, cancellationToken);

    /// <summary>The same, and tells of each server as soon as it answers.</summary>
    /// <exception cref="StackStartException">A server did not start, or an attached stack's directory is in use.</exception>
    public static async Task<LocalStack> StartAsync(
        LocalStackOptions options, IProgress<StackComponent>? answered, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataDirectory);
        var stack = new LocalStack(options, ReadPorts(options.DataDirectory));
        try
        {
            foreach (var server in stack._servers.Values)
                stack.Claim(server);
            stack.WritePorts();
            await Task.WhenAll(stack._servers.Keys.Select(async component =>
            {
                await stack.StartAsync(component, cancellationToken);
                answered?.Report(component);
            }));
            return stack;
        }
        catch
        {
            await stack.StopAsync(CancellationToken.None);
            await stack.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Stops what the pid files of a directory name, whatever else of it can be read: <see cref="StackStateException"/> is no
    /// reason to leave processes behind.
    /// </summary>
    public static async Task StopByPidFilesAsync(string stateDirectory, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(stateDirectory))
            return;
        var names = Directory.EnumerateFiles(stateDirectory, "*.pid").Select(Path.GetFileNameWithoutExtension).OfType<string>();
        await Task.WhenAll(names.Select(name => ServerProcess.FindRunning(stateDirectory, name)).OfType<ServerProcess>().Select(
            process => process.StopAsync(new LocalStackOptions { DataDirectory = stateDirectory }.StopTimeout, timeProvider, cancellationToken)));
    }

    /// <summary>
    /// The detached stack of a data directory, whether its servers run (<see cref="IsRunning"/>) or not; null where none was ever
    /// started on it.
    /// </summary>
    /// <exception cref="StackStateException">What is kept of it cannot be read.</exception>
    public static LocalStack? Attach(string dataDirectory, TimeProvider timeProvider)
    {
        var ports = ReadPorts(dataDirectory);
        if (ports.Count != Enum.GetValues<StackComponent>().Length)
            return null;
        var options = new LocalStackOptions { DataDirectory = dataDirectory, Detached = true, TimeProvider = timeProvider };
        var stack = new LocalStack(options, ports);
        foreach (var server in stack._servers.Values)
            if (ServerProcess.FindRunning(dataDirectory, server.Name, server.StopSignal) is { } process)
                stack._processes[server.Component] = process;
        return stack;
    }

    /// <summary>
    /// Makes a data directory that is to be forgotten soon. Unlike other temporary directories, which are their maker's alone,
    /// others may pass through it: under root, PostgreSQL's account must.
    /// </summary>
    public static string MakeTemporaryDirectory()
    {
        var directory = Directory.CreateTempSubdirectory("telemetry-stack-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(
                directory, File.GetUnixFileMode(directory) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        return directory;
    }

    /// <summary>Deletes all that a stopped stack kept.</summary>
    public static void Forget(string dataDirectory)
    {
        foreach (var directory in PostgresAccount.DirectoriesFor(dataDirectory).Append(dataDirectory))
            if (Directory.Exists(directory))
                Directory.Delete(directory, recursive: true);
    }

    /// <summary>The process of a server; null where it is stopped.</summary>
    public ServerProcess? FindProcess(StackComponent component) =>
        _processes.TryGetValue(component, out var process) && process.IsRunning ? process : null;

    /// <summary>Where a server logs to.</summary>
    public string LogOf(StackComponent component) => Path.Combine(_options.Logs, _servers[component].Name + ".log");

    /// <summary>Starts one server and returns once it answers; one that runs is left alone.</summary>
    /// <exception cref="StackStartException">The server ended, or did not answer within the start timeout.</exception>
    public async Task StartAsync(StackComponent component, CancellationToken cancellationToken)
    {
        var server = _servers[component];
        var port = _ports[component];
        if (FindProcess(component) is null)
        {
            var command = await server.PrepareAsync(port, cancellationToken);
            var spec = new ServerSpec
            {
                Name = server.Name,
                Command = command.Command,
                Environment = command.Environment,
                StateDirectory = _options.DataDirectory,
                LogDirectory = _options.Logs,
                StopSignal = server.StopSignal,
                Detached = _options.Detached,
            };
            _processes[component] = await ServerProcess.StartAsync(spec, cancellationToken);
        }

        await WaitUntilAnswersAsync(server, port, cancellationToken);
        await server.CompleteAsync(port, cancellationToken);
    }

    /// <summary>Stops one server in order; its data stays.</summary>
    public async Task StopAsync(StackComponent component, CancellationToken cancellationToken)
    {
        if (!_processes.TryGetValue(component, out var process))
            return;
        await process.StopAsync(_options.StopTimeout, _options.TimeProvider, cancellationToken);
        _processes.TryRemove(component, out _);
    }

    /// <summary>Starts PostgreSQL again after <see cref="StopPostgresAsync"/>.</summary>
    public Task StartPostgresAsync(CancellationToken cancellationToken) => StartAsync(StackComponent.Postgres, cancellationToken);

    /// <summary>Stops PostgreSQL as its administrator would (fast shutdown: connections are cut).</summary>
    public Task StopPostgresAsync(CancellationToken cancellationToken) => StopAsync(StackComponent.Postgres, cancellationToken);

    /// <summary>Stops all servers, detached ones too.</summary>
    public Task StopAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_processes.Keys.ToArray().Select(component => StopAsync(component, cancellationToken)));

    /// <summary>Stops all servers, except detached ones.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_options.Detached)
            await StopAsync(CancellationToken.None);
        _http.Dispose();
    }

    private void Claim(IStackServer server)
    {
        var running = ServerProcess.FindRunning(_options.DataDirectory, server.Name, server.StopSignal);
        if (running is not null && !_options.Detached)
            throw new StackStartException($"{server.Name} runs on {_options.DataDirectory} already, started by somebody else.");
        if (running is not null && _ports.ContainsKey(server.Component))
        {
            _processes[server.Component] = running;
            return;
        }

        var wanted = server.Component switch
        {
            StackComponent.ObjectsAndQueues => _options.ObjectsAndQueuesPort,
            StackComponent.DynamoDb => _options.DynamoDbPort,
            _ => _options.PostgresPort,
        };
        if (wanted == 0 && _ports.TryGetValue(server.Component, out var last) && FreePort.IsFree(last))
            wanted = last;
        _ports[server.Component] = wanted == 0 ? FreePort.Find() : wanted;
    }

    private async Task WaitUntilAnswersAsync(IStackServer server, int port, CancellationToken cancellationToken)
    {
        var log = LogOf(server.Component);
        var since = _options.TimeProvider.GetTimestamp();
        while (!await server.AnswersAsync(port, cancellationToken))
        {
            if (FindProcess(server.Component) is null)
                throw new StackStartException($"{server.Name} ended instead of answering on port {port}; see {log}.");
            if (_options.TimeProvider.GetElapsedTime(since) > _options.StartTimeout)
                throw new StackStartException($"{server.Name} does not answer on port {port}; see {log}.");
            await Task.Delay(Glance, _options.TimeProvider, cancellationToken);
        }
    }

    private static string PortsFile(string dataDirectory) => Path.Combine(dataDirectory, "stack.json");

    private static SortedDictionary<StackComponent, int> ReadPorts(string dataDirectory)
    {
        var file = PortsFile(dataDirectory);
        if (!File.Exists(file))
            return [];
        try
        {
            return JsonSerializer.Deserialize<SortedDictionary<StackComponent, int>>(File.ReadAllText(file)) ?? [];
        }
        catch (JsonException torn)
        {
            throw new StackStateException(file, torn);
        }
    }

    private void WritePorts() =>
        File.WriteAllText(PortsFile(_options.DataDirectory), JsonSerializer.Serialize(_ports));
}
