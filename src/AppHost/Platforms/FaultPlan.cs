using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Platforms;

/// <summary>
/// What goes wrong during a run on purpose: the receiver and each worker are killed once and started again, and PostgreSQL is
/// stopped for ten seconds. Evenly spread over the run, one after the other.
/// </summary>
internal sealed class FaultPlan(LocalPlatform platform, IProgress<string> progress, TimeProvider time)
{
    private static readonly TimeSpan s_downTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_databaseDownTime = TimeSpan.FromSeconds(10);

    /// <summary>Returns once everything was broken and runs again.</summary>
    /// <param name="duration">How long the run takes; the last fault comes well before its end.</param>
    /// <param name="cancellationToken">Stops breaking things.</param>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var victims = platform.Services.Running.Where(service => service.Kind != ServiceKind.Api).ToList();
        var pause = duration / (victims.Count + 3);
        foreach (var victim in victims)
        {
            await Task.Delay(pause, time, cancellationToken);
            progress.Report($"Killing the {victim}");
            await platform.Services.KillAsync(victim, cancellationToken);
            await Task.Delay(s_downTime, time, cancellationToken);
            await platform.Services.StartAsync(victim, cancellationToken);
            progress.Report($"The {victim} runs again");
        }

        await Task.Delay(pause, time, cancellationToken);
        progress.Report("Stopping PostgreSQL for 10 s");
        await platform.Stack.StopPostgresAsync(cancellationToken);
        await Task.Delay(s_databaseDownTime, time, cancellationToken);
        await platform.Stack.StartPostgresAsync(cancellationToken);
        progress.Report("PostgreSQL runs again");
    }
}
