using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake;

/// <summary>From a parsed message to a block of a chunk, or to what is wrong with it. Safe for use by many threads.</summary>
internal sealed class MessageEncoder(IdentityReplacer identities)
{
    /// <summary>Validates, replaces identities, quantises and encodes.</summary>
    /// <param name="message">The message.</param>
    /// <param name="index">Its index in the batch, for the path of a field at fault.</param>
    /// <param name="now">The clock.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">There is no key for the epoch of a valid message.</exception>
    public IncomingMessage Encode(FrameMessage message, int index, DateTimeOffset now)
    {
        var incoming = new IncomingMessage(message.FleetId, message.Frames.Count, FrameMessageValidator.Validate(message, index, now));
        if (incoming.Fault is not null)
            return incoming;
        var identity = identities.Hash(message);
        var quantized = Quantizer.Quantize(message, identity, now.ToUnixTimeMilliseconds());
        return incoming with
        {
            Block = ChunkCodec.EncodeMessage(quantized),
            Identity = identity,
            Start = quantized.Frames[0].Position,
            NewestMs = quantized.Frames[^1].TimestampUtcMs,
        };
    }
}
