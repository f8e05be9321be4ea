using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// Reads protobuf batches as the usual writers write them, by far most of all. From bytes to blocks of a chunk, message by message in memory
/// that stays in the processor's cache; what <see cref="MessageEncoder"/> makes of the parsed message is the same, byte for byte. Safe for use
/// by many threads.
/// </summary>
internal sealed class PlainBatchReader(IdentityReplacer identities, MessageEncoder encoder)
{
    private const byte Messages = 1 << 3 | 2;

    [ThreadStatic]
    private static PlainMessageReader? t_reader;

    /// <summary>The messages; null where the bytes are not plain, for the general reader to say what they are.</summary>
    /// <param name="bytes">The body.</param>
    /// <param name="now">The clock.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">There is no key for the epoch of a valid message.</exception>
    public IReadOnlyList<IncomingMessage>? TryRead(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var oldest = (now - FrameLimits.OldestFrame).ToUnixTimeMilliseconds();
        var newest = (now + FrameLimits.FurthestAhead).ToUnixTimeMilliseconds();
        var reader = t_reader ??= new PlainMessageReader();
        var messages = new List<IncomingMessage>();
        using var names = new BatchIdentities(identities);
        var elements = 0;
        for (var at = new PlainBytes(bytes); !at.IsEmpty;)
        {
            if (messages.Count == FrameLimits.MostMessages || !at.Takes(Messages) || !at.TryContent(out var content))
                return null;
            var read = reader.Read(content, oldest, newest, out var plain);
            // Counted before anything is built: a small body must not ask for much memory.
            elements += 1 + reader.Elements;
            if (read == PlainRead.NotPlain || elements > FrameLimits.MostElements)
                return null;
            messages.Add(read == PlainRead.Read
                ? Encode(reader, plain, names, now)
                : encoder.Encode(FrameMessage.Parser.ParseFrom(content), messages.Count, now));
        }

        return messages.Count > 0 ? messages : null;
    }

    private static IncomingMessage Encode(PlainMessageReader reader, in PlainNames plain, BatchIdentities names, DateTimeOffset now)
    {
        var frames = reader.Frames;
        var identity = names.Hash(plain, frames.TimeMsOf(0));
        return new IncomingMessage(names.Fleet, frames.Count, null)
        {
            Block = ChunkCodec.EncodeMessage(reader.HeadOf(identity, now.ToUnixTimeMilliseconds()), frames),
            Identity = identity,
            Start = frames.PositionOf(0),
            NewestMs = frames.TimeMsOf(frames.Count - 1),
        };
    }
}
