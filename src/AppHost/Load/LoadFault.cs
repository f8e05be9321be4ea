namespace Telemetry.AppHost.Load;

/// <summary>What a load test breaks on the way, on purpose.</summary>
internal enum LoadFault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A worker is killed with SIGKILL; the autoscaler sees that it is gone and starts another.</summary>
    KillWorker = 1,

    /// <summary>There may be one worker less from then on: one drains and ends under load.</summary>
    ScaleIn = 2,
}
