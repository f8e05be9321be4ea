namespace Telemetry.Contracts.Http;

/// <summary>The states of a receipt.</summary>
public static class ReceiptStates
{
    /// <summary>Durable, waiting for a worker.</summary>
    public const string Queued = "queued";

    /// <summary>A worker has finished some of it.</summary>
    public const string Processing = "processing";

    /// <summary>In the map's evidence; <c>error</c> tells of single messages that were given up.</summary>
    public const string Applied = "applied";

    /// <summary>Every message was given up.</summary>
    public const string Dead = "dead";
}
