using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telemetry.Benchmarks.Receiving;

namespace Telemetry.Benchmarks.Serving;

/// <summary>
/// The serving side of benchmarks over HTTP, meant for a process of its own: what is measured and what it is measured against stand
/// behind one Kestrel with one configuration, and the process's processor time is theirs alone.
/// </summary>
public static class BenchServers
{
    /// <summary>The server of <c>bench receiver</c>.</summary>
    public const string Receiver = "receiver";

    internal const string UsageRoute = "/bench/usage";

    /// <summary>Asks for everything that nobody needs to be collected first.</summary>
    internal const string Collected = "collected";

    /// <summary>
    /// Serves on a free port of the loopback, says on standard output where, and ends when standard input does: with whoever started it.
    /// </summary>
    /// <param name="name">Which of the servers.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">There is no such server.</exception>
    public static async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        Action<WebApplication> map = name switch
        {
            Receiver => ReceiverServer.Add(builder),
            _ => throw new ArgumentException($"There is no server {name}.", nameof(name)),
        };
        await using var app = builder.Build();
        map(app);
        app.MapGet(UsageRoute, static context =>
        {
            if (context.Request.Query.ContainsKey(Collected))
                GC.Collect();
            var usage = new ServerUsage(Environment.CpuUsage.TotalTime.TotalSeconds, GC.GetTotalAllocatedBytes());
            return context.Response.WriteAsync(JsonSerializer.Serialize(usage), context.RequestAborted);
        });
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        await Console.Out.WriteLineAsync(address.ToString(CultureInfo.InvariantCulture).AsMemory(), cancellationToken);
        await Console.In.ReadToEndAsync(cancellationToken);
        await app.StopAsync(CancellationToken.None);
    }
}
