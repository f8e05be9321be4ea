using System.Text.Unicode;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>
/// Reads a message from protobuf bytes straight into columns of whole steps and checks it on the way: no object is made for a frame. Reads
/// only what the usual writers write, each field once and in order; everything else, and all naming of what is wrong, is left to the
/// general reader and validator. Keeps its memory; not safe for use by many threads.
/// </summary>
internal sealed class PlainMessageReader
{
    private const byte SessionId = 1 << 3 | 2;
    private const byte MessageId = 2 << 3 | 2;
    private const byte FleetId = 3 << 3 | 2;
    private const byte VehicleId = 4 << 3 | 2;
    private const byte FirstOfSession = 5 << 3;
    private const byte LastOfSession = 6 << 3;
    private const byte ContextFrames = 7 << 3;
    private const byte InForce = 8 << 3 | 2;
    private const byte FrameTag = 9 << 3 | 2;
    private const byte HeldSign = 1 << 3 | 2;
    private const byte DistanceDriven = 2 << 3 | 5;
    private const byte FrameSignTag = 11 << 3 | 2;

    private readonly List<SignHeldInForce> _held = [];
    private readonly List<FrameSign> _signs = [];
    private long _first;
    private long _last;
    private long _context;

    /// <summary>The frames of the message read last.</summary>
    public FrameTable Frames { get; } = new();

    /// <summary>Frames, signs and conditions of the message read last, whether or not the contract allows as many.</summary>
    public int Elements { get; private set; }

    /// <summary>What stands before the frames.</summary>
    public MessageHead HeadOf(in MessageIdentity identity, long receivedAtMs) => new()
    {
        Key = identity.Message, Vehicle = identity.Vehicle, Fleet = identity.Fleet, ReceivedAtMs = receivedAtMs,
        FirstOfSession = _first != 0, LastOfSession = _last != 0, ContextFrames = (int)_context,
        SignsInForce = _held.Count == 0 ? [] : [.. _held], Signs = _signs.Count == 0 ? [] : [.. _signs],
    };

    /// <summary>Reads a message.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="oldestMs">Frames before this are refused.</param>
    /// <param name="newestMs">Frames after this are.</param>
    /// <param name="names">Its identities, where it was read.</param>
    public PlainRead Read(ReadOnlySpan<byte> bytes, long oldestMs, long newestMs, out PlainNames names)
    {
        (_first, _last, _context, Elements) = (0, 0, 0, 0);
        Frames.Clear();
        _held.Clear();
        _signs.Clear();
        names = default;
        var at = new PlainBytes(bytes);
        if (!TryText(ref at, SessionId, out var session) || !TryText(ref at, MessageId, out var message) ||
            !TryText(ref at, FleetId, out var fleet) || !TryText(ref at, VehicleId, out var vehicle) ||
            (at.Takes(FirstOfSession) && !at.TryVarint(out _first)) || (at.Takes(LastOfSession) && !at.TryVarint(out _last)) ||
            (at.Takes(ContextFrames) && (!at.TryVarint(out _context) || _context > int.MaxValue)))
            return PlainRead.NotPlain;
        names = new PlainNames(session, message, fleet, vehicle);
        var read = ReadHeld(ref at);
        if (read != PlainRead.NotPlain)
            read = Worse(read, ReadFrames(ref at, oldestMs, newestMs));
        if (read == PlainRead.NotPlain || !at.IsEmpty)
            return PlainRead.NotPlain;
        var fits = names.Fit & Frames.Count is >= FrameLimits.FewestFrames and <= FrameLimits.MostFrames & _context < Frames.Count;
        return fits ? read : PlainRead.Doubtful;
    }

    private static PlainRead Worse(PlainRead one, PlainRead other) => one > other ? one : other;

    private static bool TryText(scoped ref PlainBytes at, byte tag, out ReadOnlySpan<byte> text)
    {
        text = default;
        return !at.Takes(tag) || (at.TryContent(out text) && Utf8.IsValid(text));
    }

    private PlainRead ReadHeld(ref PlainBytes at)
    {
        var read = PlainRead.Read;
        while (at.Takes(InForce))
        {
            if (!at.TryContent(out var content))
                return PlainRead.NotPlain;
            var held = new PlainBytes(content);
            float distance = 0;
            // One without a sign is refused, and rare.
            if (!held.Takes(HeldSign) || !held.TryContent(out var bytes) || (held.Takes(DistanceDriven) && !held.TryFloat(out distance)) || !held.IsEmpty)
                return PlainRead.NotPlain;
            read = Worse(read, PlainSignReader.Read(bytes, out var sign, out var conditions));
            Elements += 1 + conditions;
            if (read == PlainRead.NotPlain)
                return read;
            if (read == PlainRead.Read && _held.Count < FrameLimits.MostSignsInForce && distance is >= 0 and <= (float)FrameLimits.LargestDistanceDrivenM)
                _held.Add(new SignHeldInForce(sign!, Quantizer.Steps(distance, 1)));
            else
                read = PlainRead.Doubtful;
        }

        return read;
    }

    private PlainRead ReadFrames(ref PlainBytes at, long oldestMs, long newestMs)
    {
        var read = PlainRead.Read;
        var before = oldestMs;
        while (at.Takes(FrameTag))
        {
            if (!at.TryContent(out var content))
                return PlainRead.NotPlain;
            Elements++;
            var bytes = new PlainBytes(content);
            read = Worse(read, PlainFrameReader.Read(ref bytes, out var frame));
            if (!bytes.IsEmpty)
                read = Worse(read, ReadSigns(ref bytes));
            if (read == PlainRead.NotPlain)
                return read;
            if (frame.TimestampUtcMs < before || frame.TimestampUtcMs > newestMs || Frames.Count == FrameLimits.MostFrames)
                read = PlainRead.Doubtful;
            if (read == PlainRead.Read)
                Frames.Add(frame);
            before = frame.TimestampUtcMs;
        }

        return read;
    }

    private PlainRead ReadSigns(ref PlainBytes at)
    {
        var read = PlainRead.Read;
        var count = 0;
        for (; at.Takes(FrameSignTag); count++)
        {
            if (!at.TryContent(out var content))
                return PlainRead.NotPlain;
            read = Worse(read, PlainSignReader.Read(content, out var sign, out var conditions));
            Elements += 1 + conditions;
            if (read == PlainRead.Read)
                _signs.Add(new FrameSign(Frames.Count, sign!));
        }

        if (!at.IsEmpty)
            return PlainRead.NotPlain;
        return count <= FrameLimits.MostSignsPerFrame ? read : Worse(read, PlainRead.Doubtful);
    }
}
