using System.Buffers;
using System.Text;
using Telemetry.ChunkBuffer.Chunks;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// A chunk's lines in one run of bytes: per message its outcome (2 bits) with a mark for an error (1 bit), frames and
/// matched frames as varints, and the error's text. A few bytes a message, so that thousands fit an item.
/// </summary>
internal static class MessageLines
{
    private const int LongestError = 200;
    // An item of DynamoDB holds 400 KB; 65,536 lines without texts stay below this.
    private const int MostBytes = 350_000;
    private const byte ErrorFlag = 4;

    /// <summary>Refuses lines that leave a message in flight.</summary>
    public static void CheckComplete(IReadOnlyList<MessageEntry> messages)
    {
        if (messages.Any(m => m.Outcome == MessageOutcome.InFlight))
            throw new ArgumentException("A completed chunk has no message in flight.", nameof(messages));
    }

    /// <summary>The lines; without the errors' texts where these would not fit an item.</summary>
    public static byte[] Pack(IReadOnlyList<MessageEntry> messages)
    {
        var packed = PackAll(messages);
        return packed.Length <= MostBytes ? packed : PackAll([.. messages.Select(m => m with { Error = null })]);
    }

    private static byte[] PackAll(IReadOnlyList<MessageEntry> messages)
    {
        var to = new ArrayBufferWriter<byte>(messages.Count * 4 + 16);
        foreach (var message in messages)
        {
            Byte(to, (byte)((byte)message.Outcome | (message.Error is null ? 0 : ErrorFlag)));
            Number(to, message.Frames);
            Number(to, message.Matched);
            if (message.Error is null)
                continue;
            var text = Encoding.UTF8.GetBytes(message.Error.Length > LongestError ? message.Error[..LongestError] : message.Error);
            Number(to, text.Length);
            to.Write(text);
        }

        return to.WrittenSpan.ToArray();
    }

    /// <exception cref="ChunkFormatException">The bytes are not lines.</exception>
    public static IReadOnlyList<MessageEntry> Unpack(ReadOnlySpan<byte> from)
    {
        var messages = new List<MessageEntry>();
        while (!from.IsEmpty)
        {
            var head = from[0];
            from = from[1..];
            var frames = Number(ref from);
            var matched = Number(ref from);
            string? error = null;
            if ((head & ErrorFlag) != 0)
            {
                var length = Number(ref from);
                if (length > from.Length)
                    throw Broken();
                error = Encoding.UTF8.GetString(from[..length]);
                from = from[length..];
            }

            messages.Add(new MessageEntry(frames, matched, (MessageOutcome)(head & 3), error));
        }

        return messages;
    }

    private static void Byte(ArrayBufferWriter<byte> to, byte value) => to.Write([value]);

    private static void Number(ArrayBufferWriter<byte> to, int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        var left = (uint)value;
        for (; left >= 0x80; left >>= 7)
            Byte(to, (byte)(left | 0x80));
        Byte(to, (byte)left);
    }

    private static int Number(ref ReadOnlySpan<byte> from)
    {
        long value = 0;
        for (int i = 0, shift = 0; shift < 35 && i < from.Length; i++, shift += 7)
        {
            value |= (long)(from[i] & 0x7F) << shift;
            if (from[i] >= 0x80)
                continue;
            from = from[(i + 1)..];
            return value <= int.MaxValue ? (int)value : throw Broken();
        }

        throw Broken();
    }

    private static ChunkFormatException Broken() => new("A ledger item's lines are broken.");
}
