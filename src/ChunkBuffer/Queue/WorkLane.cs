namespace Telemetry.ChunkBuffer.Queue;

/// <summary>Which queue a work item waits in.</summary>
public enum WorkLane : byte
{
    /// <summary>Fresh data.</summary>
    Live = 0,

    /// <summary>Late uploads and whatever may wait.</summary>
    Bulk = 1,
}
