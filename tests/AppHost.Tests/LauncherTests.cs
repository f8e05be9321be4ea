using System.Diagnostics;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Tests;

/// <summary>The launcher where it cannot launch anything.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("telemetry-path-").FullName;

    public void Dispose() => Directory.Delete(_path, recursive: true);

    [Fact]
    public async Task AnyVerb_WithoutDotnet_SaysWhatToInstall()
    {
        var (exitCode, errors) = await RunAsync("status");
        Assert.Equal(1, exitCode);
        var lines = errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("This needs the .NET 10 SDK, and there is no dotnet on the PATH.", lines[0]);
        Assert.Contains("dotnet-sdk-10.0", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_WithoutDotnet_IsSilent()
    {
        var (exitCode, errors) = await RunAsync("complete", "--", "st");
        Assert.Equal((0, ""), (exitCode, errors));
    }

    /// <summary>Runs it with nothing on the PATH but what it uses to find itself.</summary>
    private async Task<(int ExitCode, string Errors)> RunAsync(params string[] arguments)
    {
        foreach (var program in new[] { "dirname", "readlink" })
        {
            var link = Path.Combine(_path, program);
            if (!File.Exists(link))
                File.CreateSymbolicLink(link, Path.Combine("/usr/bin", program));
        }

        var start = new ProcessStartInfo("/bin/bash", [Path.Combine(Checkout.Root, "telemetry"), .. arguments])
        {
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = _path;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
