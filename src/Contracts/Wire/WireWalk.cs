using System.Globalization;
using System.Text.Unicode;
using Google.Protobuf;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Schema;
using Telemetry.Contracts.Validation;

namespace Telemetry.Contracts.Wire;

/// <summary>
/// Walks protobuf bytes against the schema without building anything. Paths are put together on the way out of a failure,
/// so that a good body pays nothing for them.
/// </summary>
internal struct WireWalk
{
    private const int LongestVarint = 10;

    private string _path = "";
    private string _detail = "";
    private int _elements;

    public WireWalk()
    {
    }

    /// <summary>What stopped the walk.</summary>
    public readonly FieldError Error => new(_path.Length == 0 ? "body" : _path, _detail);

    /// <summary>True where the bytes are a message of this shape, by tags, lengths, wire types and UTF-8.</summary>
    public bool Passes(ReadOnlySpan<byte> bytes, MessageShape shape)
    {
        bytes = bytes[StepOverNumbers(bytes, shape.PlainByTag)..];
        if (bytes.IsEmpty)
            return true;
        Span<int> counts = stackalloc int[16];
        while (!bytes.IsEmpty)
        {
            if (!TryReadVarint(ref bytes, out var tag))
                return Fail("ends in the middle of a field's tag");
            var wire = (WireFormat.WireType)(tag & 7);
            var field = tag <= uint.MaxValue ? shape.ByNumber((uint)tag >> 3) : null;
            if (field is null)
            {
                if (tag >> 3 == 0 || !TrySkip(ref bytes, wire, out _))
                    return Fail("is not protobuf, or ends in the middle of a field");
                continue;
            }

            var index = field.Repeated ? counts[field.Number]++ : -1;
            if (!PassesField(ref bytes, field, wire, index))
                return Unwind(field, index);
        }

        return true;
    }

    // Nearly all of a batch is numbers of frames: one table look-up each, and whatever is not plainly right is left to the walk.
    private static int StepOverNumbers(ReadOnlySpan<byte> bytes, PlainKind[] byTag)
    {
        var at = 0;
        while (at < bytes.Length)
        {
            int next;
            switch (byTag[bytes[at]])
            {
                case PlainKind.Fixed32:
                    next = at + 1 + sizeof(uint);
                    break;
                case PlainKind.Fixed64:
                    next = at + 1 + sizeof(ulong);
                    break;
                case PlainKind.Varint:
                    next = at + 1;
                    while (next < bytes.Length && next - at < LongestVarint && bytes[next] >= 0x80)
                        next++;
                    if (next == bytes.Length || bytes[next] >= 0x80)
                        return at;
                    next++;
                    break;
                default:
                    return at;
            }

            if (next > bytes.Length)
                return at;
            at = next;
        }

        return at;
    }

    private bool PassesField(ref ReadOnlySpan<byte> bytes, FieldShape field, WireFormat.WireType wire, int index)
    {
        if (wire != field.WireType)
            return Fail($"expected {Describe(field.WireType)}, got {Describe(wire)}");
        if (!TrySkip(ref bytes, wire, out var content))
            return Fail("ends before the value does");
        if (index >= 0 && ++_elements > FrameLimits.MostElements)
            return Fail(string.Create(CultureInfo.InvariantCulture, $"is one too many: a batch holds at most {FrameLimits.MostElements} messages, frames and signs together"));
        if (field.Child is not null)
            return Passes(content, field.Child);
        return wire != WireFormat.WireType.LengthDelimited || Utf8.IsValid(content) || Fail("is not UTF-8");
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> bytes, WireFormat.WireType wire, out ReadOnlySpan<byte> content)
    {
        content = default;
        ulong length;
        switch (wire)
        {
            case WireFormat.WireType.Varint:
                return TryReadVarint(ref bytes, out _);
            case WireFormat.WireType.Fixed64:
                length = sizeof(ulong);
                break;
            case WireFormat.WireType.Fixed32:
                length = sizeof(uint);
                break;
            case WireFormat.WireType.LengthDelimited when TryReadVarint(ref bytes, out length):
                break;
            default:
                // Groups: never part of this schema and long out of use.
                return false;
        }

        if (length > (ulong)bytes.Length)
            return false;
        content = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        if (!bytes.IsEmpty && bytes[0] < 0x80)
        {
            value = bytes[0];
            bytes = bytes[1..];
            return true;
        }

        value = 0;
        for (var i = 0; i < Math.Min(bytes.Length, LongestVarint); i++)
        {
            value |= (ulong)(bytes[i] & 0x7f) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }

    private bool Fail(string detail)
    {
        _detail = detail;
        return false;
    }

    private bool Unwind(FieldShape field, int index)
    {
        var step = index < 0 ? field.Name : string.Create(CultureInfo.InvariantCulture, $"{field.Name}[{index}]");
        _path = _path.Length == 0 ? step : $"{step}.{_path}";
        return false;
    }

    private static string Describe(WireFormat.WireType wire) => wire switch
    {
        WireFormat.WireType.Varint => "a varint",
        WireFormat.WireType.Fixed64 => "a 64-bit value",
        WireFormat.WireType.Fixed32 => "a 32-bit value",
        WireFormat.WireType.LengthDelimited => "a length-delimited value",
        _ => "an unknown wire type",
    };
}
