namespace Telemetry.ChunkBuffer.Queue;

/// <summary>A work item that a worker holds until it deletes or releases it, or its visibility runs out.</summary>
/// <param name="Item">The item.</param>
/// <param name="Receipt">Names this delivery to the queue; opaque.</param>
/// <param name="Deliveries">How often it was delivered, this time included; from 1.</param>
public sealed record ReceivedWorkItem(WorkItem Item, string Receipt, int Deliveries);
