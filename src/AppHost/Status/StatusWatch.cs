using System.Text.Json.Nodes;

namespace Telemetry.AppHost.Status;

/// <summary>Shows a status again and again: in place on a terminal, elsewhere one block, or one JSON object, after the other.</summary>
/// <param name="read">Reads a status; null where nothing runs. Told whether the map's hash is wanted.</param>
/// <param name="screen">Where it is shown.</param>
/// <param name="time">The clock.</param>
internal sealed class StatusWatch(
    Func<bool, CancellationToken, Task<StatusReport?>> read, Screen screen, TimeProvider time)
{
    private readonly StatusRates _rates = new(time);

    /// <summary>Looks until it is interrupted, whatever is down meanwhile.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(TimeSpan every, bool withHash, bool json, CancellationToken cancellationToken)
    {
        using var canvas = new Canvas(screen);
        using var ticks = new PeriodicTimer(every, time);
        try
        {
            do
            {
                var report = await read(withHash, cancellationToken);
                _rates.Add(report);
                Show(report, json, canvas);
            }
            while (await ticks.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Ctrl-C is how one stops watching.
        }

        return ExitCodes.Done;
    }

    private void Show(StatusReport? report, bool json, Canvas canvas)
    {
        var view = new StatusView(report, _rates, time.GetUtcNow());
        if (json)
        {
            screen.Writer.WriteLine(ToJson(report).ToJsonString(ReportJson.Options));
        }
        else if (screen.IsTerminal)
        {
            canvas.Draw(view.Draw);
            return;
        }
        else
        {
            screen.Write(view.Draw);
            screen.Writer.WriteLine();
        }

        screen.Writer.Flush();
    }

    private JsonObject ToJson(StatusReport? report)
    {
        var line = new JsonObject
        {
            ["at"] = time.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            ["running"] = report is not null,
            ["frames_received_per_s"] = Rounded(_rates.Received),
            ["frames_applied_per_s"] = Rounded(_rates.Applied),
        };
        var members = report?.ToJson() ?? [];
        foreach (var (name, value) in members.ToArray())
        {
            members.Remove(name);
            line[name] = value;
        }

        return line;
    }

    private static JsonNode? Rounded(double? rate) => rate is { } known ? Math.Round(known, 1) : null;
}
