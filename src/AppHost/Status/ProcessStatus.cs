namespace Telemetry.AppHost.Status;

/// <summary>One process of a deployment.</summary>
/// <param name="Name">Its name, as its log file's.</param>
/// <param name="Pid">Its process id; null where it does not run.</param>
/// <param name="Url">Where it listens; null for PostgreSQL and where it does not run.</param>
/// <param name="Ready">True where it answers that it can work.</param>
/// <param name="Log">Its log file; null where it logs to a terminal.</param>
public sealed record ProcessStatus(string Name, int? Pid, Uri? Url, bool Ready, string? Log = null);
