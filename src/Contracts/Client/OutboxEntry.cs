namespace Telemetry.Contracts.Client;

/// <summary>A message in an <see cref="IOutbox"/>.</summary>
/// <param name="Number">Given by the outbox in order of arrival; never used twice within one outbox.</param>
/// <param name="Message">A serialised <c>FrameMessage</c>.</param>
public readonly record struct OutboxEntry(long Number, ReadOnlyMemory<byte> Message);
