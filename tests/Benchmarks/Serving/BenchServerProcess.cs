using System.Diagnostics;
using System.Text.Json;

namespace Telemetry.Benchmarks.Serving;

/// <summary>A server of <see cref="BenchServers"/> in a process of its own; disposing ends it. Safe for use by many threads.</summary>
internal sealed class BenchServerProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    private BenchServerProcess(Process process, Uri address, int connections)
    {
        _process = process;
        Http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, AutomaticDecompression = default })
        {
            BaseAddress = address, Timeout = TimeSpan.FromMinutes(1),
        };
    }

    /// <summary>Talks to it.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts a server and waits until it listens.</summary>
    /// <param name="command">The command line that runs <see cref="BenchServers.RunAsync"/> for the server wanted.</param>
    /// <param name="connections">Connections to it at most.</param>
    /// <param name="cancellationToken">Ends the wait, and the server with it.</param>
    /// <exception cref="InvalidOperationException">It ended instead.</exception>
    public static async Task<BenchServerProcess> StartAsync(IReadOnlyList<string> command, int connections, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        try
        {
            var address = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new InvalidOperationException("The server to be measured ended before it listened.");
            return new BenchServerProcess(process, new Uri(address), connections);
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Sends requests, <paramref name="atOnce"/> at a time, until each was answered.</summary>
    /// <param name="count">How many.</param>
    /// <param name="atOnce">How many wait for their answers at the same time.</param>
    /// <param name="request">The request of a number from 0.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What the server used meanwhile, and how long it took.</returns>
    /// <exception cref="HttpRequestException">A request was not answered with success.</exception>
    public async Task<Turn> TakeTurnAsync(int count, int atOnce, Func<int, HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        // Collected once before the turn and as it comes during it: what forced collections cost at its end is what others keep.
        var before = await UsageAsync("?" + BenchServers.Collected, cancellationToken);
        var begun = TimeProvider.System.GetTimestamp();
        await Parallel.ForAsync(
            0, count, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                using var message = request(number);
                using var response = await Http.SendAsync(message, token);
                response.EnsureSuccessStatusCode();
            });
        var took = TimeProvider.System.GetElapsedTime(begun);
        return new Turn(await UsageAsync("", cancellationToken) - before, took);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Http.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(s_patience))
            _process.Kill();
        _process.Dispose();
    }

    private async Task<ServerUsage> UsageAsync(string query, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize<ServerUsage>(await Http.GetByteArrayAsync(BenchServers.UsageRoute + query, cancellationToken));
}
