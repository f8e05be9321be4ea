namespace Telemetry.MapWorker.Processing;

/// <summary>What reading a chunk gave.</summary>
/// <param name="Reason">Why the whole chunk is given up, in one word for the dead letter; null where it can be read.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="Messages">One per message, in the chunk's order; empty where the chunk is given up.</param>
internal sealed record ChunkContent(string? Reason, string Detail, IReadOnlyList<ReadMessage> Messages)
{
    /// <summary>True where nothing is harmed.</summary>
    public bool IsWhole => Reason is null && Messages.All(message => message.Error is null);
}
