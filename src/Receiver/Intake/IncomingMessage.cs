using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Http;

namespace Telemetry.Receiver.Intake;

/// <summary>A message as it was read: encoded for its chunk, or at fault.</summary>
/// <param name="Fleet">The fleet that it names; empty where it names none.</param>
/// <param name="Frames">How many frames it has.</param>
/// <param name="Fault">Why it is rejected; null where it is not, and then the rest holds.</param>
internal sealed record IncomingMessage(string Fleet, int Frames, RejectedMessage? Fault)
{
    /// <summary>The message as it will stand in a chunk.</summary>
    public EncodedMessage Block { get; init; } = null!;

    /// <summary>What takes the place of its identities.</summary>
    public MessageIdentity Identity { get; init; }

    /// <summary>Where its first frame stands.</summary>
    public GeoPoint Start { get; init; }

    /// <summary>The time of its newest frame, Unix milliseconds.</summary>
    public long NewestMs { get; init; }
}
