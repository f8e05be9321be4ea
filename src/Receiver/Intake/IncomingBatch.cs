namespace Telemetry.Receiver.Intake;

/// <summary>A posted batch as it was read. Immutable.</summary>
/// <param name="Messages">In the batch's order, at least one.</param>
/// <param name="ReadAt">The clock that its times were checked against.</param>
internal sealed record IncomingBatch(IReadOnlyList<IncomingMessage> Messages, DateTimeOffset ReadAt)
{
    /// <summary>Frames of all messages.</summary>
    public int Frames { get; } = Messages.Sum(message => message.Frames);
}
