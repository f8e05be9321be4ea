using System.Net.Http.Headers;
using System.Text.Json;
using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Services;
using Telemetry.AppHost.Status;
using Telemetry.FleetSimulator.Town;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Hosting;

/// <summary>The whole platform in this process, over the backends that need no set-up.</summary>
internal static class EmbeddedProfile
{
    private const ulong TownSeed = 1;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static string LocatorFile => Path.Combine(Checkout.StateDirectory, "embedded.json");

    /// <summary>Runs until the token is cancelled (Ctrl-C).</summary>
    /// <param name="map">An OSM extract; null for a generated town.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Ends the platform.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(FileInfo? map, VerbProgress progress, CancellationToken cancellationToken)
    {
        var roads = map is null
            ? ImportedRoads.Of(GeneratedTown.Create(TownSeed))
            : MapImport.Read(map, progress, cancellationToken);
        await using var platform = EmbeddedPlatform.Create();
        await platform.StartAsync(roads, map?.Name ?? "generated town", progress, cancellationToken);
        await WriteLocatorAsync(platform, cancellationToken);
        Screen.Plain.WriteLine(
            $"""
            receiver  {platform.Receiver}
            map API   {platform.MapApi}
            token     {platform.Token}
                      (for development only)
            Everything is forgotten when this ends: Ctrl-C.
            """);
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            progress.Report("Ending");
        }
        finally
        {
            File.Delete(LocatorFile);
        }

        return 0;
    }

    /// <summary>What an embedded platform that runs on this machine says of itself, over its HTTP; null where none runs.</summary>
    /// <param name="withHash">True for the map's hash too.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="Telemetry.Local.StackStateException">The file that names it is torn, or of another version.</exception>
    public static async Task<StatusReport?> FindStatusAsync(bool withHash, CancellationToken cancellationToken)
    {
        if (!File.Exists(LocatorFile) || !File.Exists(StateFile.Read<Locator>(LocatorFile).TokenFile))
            return null;
        var locator = StateFile.Read<Locator>(LocatorFile);
        using var http = new HttpClient { BaseAddress = locator.Receiver, Timeout = s_patience };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", await File.ReadAllTextAsync(locator.TokenFile, cancellationToken));
        PlatformStatus? status;
        try
        {
            status = await http.GetFromJsonAsync<PlatformStatus>(
                $"{EmbeddedPlatform.StatusRoute}?hash={(withHash ? "true" : "false")}", ReportJson.Options, cancellationToken);
        }
        catch (HttpRequestException)
        {
            // Killed without a chance to delete the file.
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            status = null;
        }

        ProcessStatus process = new("embedded", locator.Pid, locator.Receiver, Ready: status is not null);
        return new StatusReport("embedded", [process], status, locator.TokenFile);
    }

    private static async Task WriteLocatorAsync(EmbeddedPlatform platform, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Checkout.StateDirectory);
        var locator = new Locator(platform.Receiver, platform.TokenFile, Environment.ProcessId);
        await File.WriteAllTextAsync(LocatorFile, JsonSerializer.Serialize(locator), cancellationToken);
    }

    private sealed record Locator(Uri Receiver, string TokenFile, int Pid);
}
