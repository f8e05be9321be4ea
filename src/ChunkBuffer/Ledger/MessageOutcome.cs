namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>What became of a message.</summary>
public enum MessageOutcome : byte
{
    /// <summary>Waiting or being worked on.</summary>
    InFlight = 0,

    /// <summary>Its contributions are in the map's evidence.</summary>
    Applied = 1,

    /// <summary>All it had to say was known already.</summary>
    Repeated = 2,

    /// <summary>Given up; a dead letter says why.</summary>
    DeadLettered = 3,
}
