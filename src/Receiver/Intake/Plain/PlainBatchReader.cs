using System.Text;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;
using Telemetry.MapStore.Keys;

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
        var names = new HashedNames();
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
                ? Encode(reader, plain, ref names, now)
                : encoder.Encode(FrameMessage.Parser.ParseFrom(content), messages.Count, now));
        }

        return messages.Count > 0 ? messages : null;
    }

    private IncomingMessage Encode(PlainMessageReader reader, in PlainNames plain, ref HashedNames names, DateTimeOffset now)
    {
        var frames = reader.Frames;
        var identity = names.Hash(identities.KeyAt(frames.TimeMsOf(0)), plain);
        return new IncomingMessage(names.Fleet, frames.Count, null)
        {
            Block = ChunkCodec.EncodeMessage(reader.HeadOf(identity, now.ToUnixTimeMilliseconds()), frames),
            Identity = identity,
            Start = frames.PositionOf(0),
            NewestMs = frames.TimeMsOf(frames.Count - 1),
        };
    }

    // Messages of one batch are of one fleet nearly always, and often of one vehicle: what was hashed for the last one is not again.
    private struct HashedNames
    {
        private ReadOnlyMemory<byte> _key;
        private byte[]? _fleetBytes;
        private byte[]? _vehicleBytes;
        private ulong _fleet;
        private Hash128 _vehicle;

        public string Fleet { get; private set; }

        public MessageIdentity Hash(ReadOnlyMemory<byte> key, in PlainNames names)
        {
            var sameKey = _fleetBytes is not null && _key.Equals(key);
            var sameFleet = sameKey && names.Fleet.SequenceEqual(_fleetBytes);
            if (!sameFleet)
            {
                (_key, _fleetBytes, Fleet) = (key, names.Fleet.ToArray(), Encoding.UTF8.GetString(names.Fleet));
                _fleet = IdentityHasher.Fleet(key.Span, Fleet);
            }

            if (!sameFleet || !names.Vehicle.SequenceEqual(_vehicleBytes))
            {
                _vehicleBytes = names.Vehicle.ToArray();
                _vehicle = IdentityHasher.Vehicle(key.Span, names.Fleet, names.Vehicle);
            }

            var message = IdentityHasher.MessageKey(key.Span, names.Fleet, names.Vehicle, names.Session, names.Message);
            return new MessageIdentity(message, _vehicle, _fleet);
        }
    }
}
