using System.Text;
using System.Text.Unicode;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.V1;
using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>Reads a sign whose fields come in the order of their numbers. Pure.</summary>
internal static class PlainSignReader
{
    private const byte Type = 1 << 3;
    private const byte ValueText = 2 << 3 | 2;
    private const byte Permanency = 3 << 3;
    private const byte Confidence = 4 << 3 | 5;
    private const byte PositionOffset = 5 << 3 | 5;
    private const byte Condition = 6 << 3 | 2;

    /// <summary>Reads it. Bytes stand for characters where lengths are checked: in doubt, somebody else counts.</summary>
    /// <param name="bytes">The sign's bytes.</param>
    /// <param name="sign">The sign, where it was read.</param>
    /// <param name="conditions">How many supplementary signs it has, where it is plain.</param>
    public static PlainRead Read(ReadOnlySpan<byte> bytes, out QuantizedSign? sign, out int conditions)
    {
        (sign, conditions) = (null, 0);
        var at = new PlainBytes(bytes);
        long type = 0, permanency = 0;
        ReadOnlySpan<byte> value = default;
        float confidence = 0, offset = 0;
        if ((at.Takes(Type) && !at.TryVarint(out type)) || (at.Takes(ValueText) && !at.TryContent(out value)) ||
            (at.Takes(Permanency) && !at.TryVarint(out permanency)) || (at.Takes(Confidence) && !at.TryFloat(out confidence)) ||
            (at.Takes(PositionOffset) && !at.TryFloat(out offset)) || type > int.MaxValue || permanency > int.MaxValue || !Utf8.IsValid(value))
            return PlainRead.NotPlain;
        var first = at;
        var fits = value.Length <= FrameLimits.LongestValueText;
        for (; at.Takes(Condition); conditions++)
        {
            if (!at.TryContent(out var condition) || !Utf8.IsValid(condition))
                return PlainRead.NotPlain;
            fits &= condition.Length <= FrameLimits.LongestCondition;
        }

        if (!at.IsEmpty)
            return PlainRead.NotPlain;
        fits &= conditions <= FrameLimits.MostConditions & confidence is >= 0 and <= 1 & Math.Abs(offset) <= FrameLimits.LargestSignOffsetM;
        if (!fits)
            return PlainRead.Doubtful;
        var texts = new string[conditions];
        for (var i = 0; i < conditions; i++)
        {
            first.Tag();
            first.TryContent(out var condition);
            texts[i] = Encoding.UTF8.GetString(condition);
        }

        sign = new QuantizedSign(
            Quantizer.Known((SignRecognition.Types.Type)type), Encoding.UTF8.GetString(value),
            Quantizer.Known((SignRecognition.Types.Permanency)permanency), Quantizer.Steps(confidence, 100), Quantizer.Steps(offset, 10),
            [.. texts]);
        return PlainRead.Read;
    }
}
