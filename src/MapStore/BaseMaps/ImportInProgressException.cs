namespace Telemetry.MapStore.BaseMaps;

/// <summary>Another import is at work on the same stores. Nothing was done; import again once it has ended.</summary>
public sealed class ImportInProgressException : Exception
{
    /// <summary>Says so.</summary>
    public ImportInProgressException()
        : base("Another import is at work on this map; nothing was imported.")
    {
    }
}
