namespace Telemetry.AppHost.Services;

/// <summary>A host of the platform.</summary>
public enum ServiceKind
{
    /// <summary>Takes frames.</summary>
    Receiver,

    /// <summary>Learns the map.</summary>
    Worker,

    /// <summary>Serves the map.</summary>
    Api,
}
