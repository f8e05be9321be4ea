using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Telemetry.AppHost.Platforms;
using Telemetry.Local;

namespace Telemetry.AppHost.Tests;

public sealed class HeldPortTests
{
    [Fact]
    public void Near_PortHeldAlready_HoldsAnother()
    {
        using var first = HeldPort.Near(FreePort.Find());
        using var second = HeldPort.Near(first.EndPoint.Port);
        Assert.NotEqual(first.EndPoint, second.EndPoint);
        Assert.False(FreePort.IsFree(first.EndPoint.Port));
        Assert.False(FreePort.IsFree(second.EndPoint.Port));
    }

    [Fact]
    public async Task Use_ServerOnHeldPort_AnswersThere()
    {
        using var held = HeldPort.Near(FreePort.Find());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{held.EndPoint}");
        builder.WebHost.UseSockets(options => HeldPort.Use(options, held));
        await using var app = builder.Build();
        app.MapGet("/", () => "here");
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var http = new HttpClient();
        Assert.Equal("here", await http.GetStringAsync(
            new Uri($"http://{held.EndPoint}/"), TestContext.Current.CancellationToken));
    }
}
