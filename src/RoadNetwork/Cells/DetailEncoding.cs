using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>What most segments do not have: a byte that says which of it follows, and that.</summary>
internal static class DetailEncoding
{
    private const double SignStepM = 0.1;
    private const int UnknownLanes = 0;
    private const int NoDirection = 2;

    [Flags]
    private enum Parts : byte
    {
        None = 0,
        ConditionalLimits = 1,
        Access = 2,
        AccessConditions = 4,
        Zone = 8,
        Lanes = 16,
        Width = 32,
        Signs = 64,
        Country = 128,
    }

    /// <summary>True where a segment has any of it.</summary>
    public static bool Has(RoadSegment segment) => PartsOf(segment) != Parts.None;

    /// <summary>Writes the details of a segment that has some.</summary>
    public static void Write(CompactWriter writer, RoadSegment segment, TextTable texts)
    {
        var parts = PartsOf(segment);
        writer.Byte((byte)parts);
        if (parts.HasFlag(Parts.ConditionalLimits))
            WriteLimits(writer, segment.ConditionalLimits, texts);
        if (parts.HasFlag(Parts.Access))
            writer.Byte((byte)((int)segment.ForwardAccess | (int)segment.BackwardAccess << 4));
        if (parts.HasFlag(Parts.AccessConditions))
            WriteConditions(writer, segment.AccessConditions, texts);
        if (parts.HasFlag(Parts.Zone))
            writer.Byte((byte)segment.Zone);
        if (parts.HasFlag(Parts.Lanes))
        {
            writer.Varint((ulong)(segment.LanesForward + 1 ?? UnknownLanes));
            writer.Varint((ulong)(segment.LanesBackward + 1 ?? UnknownLanes));
        }

        if (parts.HasFlag(Parts.Width))
            writer.Varint((ulong)Math.Round(segment.WidthM.GetValueOrDefault() * 100));
        if (parts.HasFlag(Parts.Signs))
            WriteSigns(writer, segment.Signs, texts);
        if (parts.HasFlag(Parts.Country))
            writer.Varint((ulong)texts[segment.Country]);
    }

    /// <summary>Reads details into a segment that has none yet.</summary>
    /// <exception cref="FormatException">They are not what <see cref="Write"/> writes.</exception>
    public static RoadSegment Read(ref CompactReader reader, RoadSegment segment, ReadOnlySpan<string?> texts)
    {
        var parts = (Parts)reader.Byte();
        var limits = parts.HasFlag(Parts.ConditionalLimits) ? ReadLimits(ref reader, texts) : [];
        var access = parts.HasFlag(Parts.Access) ? reader.Byte() : 0;
        var conditions = parts.HasFlag(Parts.AccessConditions) ? ReadConditions(ref reader, texts) : [];
        var zone = (LimitZone)(parts.HasFlag(Parts.Zone) ? reader.Byte() : 0);
        var forwardLanes = parts.HasFlag(Parts.Lanes) ? reader.Int(byte.MaxValue + 1) : UnknownLanes;
        var backwardLanes = parts.HasFlag(Parts.Lanes) ? reader.Int(byte.MaxValue + 1) : UnknownLanes;
        var widthCm = parts.HasFlag(Parts.Width) ? reader.Int(ushort.MaxValue) : 0;
        var read = segment with
        {
            ConditionalLimits = limits,
            ForwardAccess = Known((RoadAccess)(access & 15)),
            BackwardAccess = Known((RoadAccess)(access >> 4)),
            AccessConditions = conditions,
            Zone = Known(zone),
            LanesForward = forwardLanes == UnknownLanes ? null : (byte)(forwardLanes - 1),
            LanesBackward = backwardLanes == UnknownLanes ? null : (byte)(backwardLanes - 1),
            WidthM = widthCm == 0 ? null : widthCm / 100f,
            Signs = parts.HasFlag(Parts.Signs) ? ReadSigns(ref reader, texts, segment) : [],
            Country = parts.HasFlag(Parts.Country) ? TextTable.ReadOne(ref reader, texts) : null,
        };

        // One spelling only: an empty part that is said to be there is not what Write writes.
        return parts != Parts.None && PartsOf(read) == parts
            ? read
            : throw new FormatException($"segment {segment.Id} is said to have details that it has not");
    }

    private static Parts PartsOf(RoadSegment segment) =>
        (segment.ConditionalLimits.IsEmpty ? 0 : Parts.ConditionalLimits) |
        (segment.ForwardAccess == 0 && segment.BackwardAccess == 0 ? 0 : Parts.Access) |
        (segment.AccessConditions.IsEmpty ? 0 : Parts.AccessConditions) |
        (segment.Zone == LimitZone.Unknown ? 0 : Parts.Zone) |
        ((segment.LanesForward ?? segment.LanesBackward) is null ? 0 : Parts.Lanes) |
        (segment.WidthM is null ? 0 : Parts.Width) |
        (segment.Signs.IsEmpty ? 0 : Parts.Signs) |
        (segment.Country is null ? 0 : Parts.Country);

    private static void WriteLimits(CompactWriter writer, ImmutableArray<ConditionalLimit> limits, TextTable texts)
    {
        writer.Varint((ulong)limits.Length);
        foreach (var limit in limits)
        {
            writer.Byte((byte)limit.Direction);
            LimitEncoding.Write(writer, limit.Limit);
            writer.Varint((ulong)texts[limit.Condition]);
        }
    }

    private static ImmutableArray<ConditionalLimit> ReadLimits(ref CompactReader reader, ReadOnlySpan<string?> texts)
    {
        var limits = ImmutableArray.CreateBuilder<ConditionalLimit>(reader.Int(reader.Left / 3));
        for (var i = 0; i < limits.Capacity; i++)
            limits.Add(new ConditionalLimit(
                Known((TravelDirection)reader.Byte()),
                LimitEncoding.Read(ref reader) ?? throw new FormatException("a conditional limit has no limit"),
                TextTable.ReadOne(ref reader, texts)));
        return limits.MoveToImmutable();
    }

    private static void WriteConditions(CompactWriter writer, ImmutableArray<AccessCondition> conditions, TextTable texts)
    {
        writer.Varint((ulong)conditions.Length);
        foreach (var condition in conditions)
        {
            writer.Byte((byte)condition.Direction);
            writer.Byte((byte)condition.Access);
            writer.Varint((ulong)texts[condition.Condition]);
        }
    }

    private static ImmutableArray<AccessCondition> ReadConditions(ref CompactReader reader, ReadOnlySpan<string?> texts)
    {
        var conditions = ImmutableArray.CreateBuilder<AccessCondition>(reader.Int(reader.Left / 3));
        for (var i = 0; i < conditions.Capacity; i++)
            conditions.Add(new AccessCondition(
                Known((TravelDirection)reader.Byte()), Known((RoadAccess)reader.Byte()), TextTable.ReadOne(ref reader, texts)));
        return conditions.MoveToImmutable();
    }

    private static void WriteSigns(CompactWriter writer, ImmutableArray<MappedSign> signs, TextTable texts)
    {
        writer.Varint((ulong)signs.Length);
        foreach (var sign in signs)
        {
            writer.Varint((ulong)Math.Round(sign.OffsetM / SignStepM));
            writer.Byte((byte?)sign.Direction ?? NoDirection);
            writer.Varint((ulong)texts[sign.Code]);
            LimitEncoding.Write(writer, sign.Limit);
        }
    }

    private static ImmutableArray<MappedSign> ReadSigns(
        ref CompactReader reader, ReadOnlySpan<string?> texts, RoadSegment segment)
    {
        var signs = ImmutableArray.CreateBuilder<MappedSign>(reader.Int(reader.Left / 4));
        for (var i = 0; i < signs.Capacity; i++)
        {
            var step = reader.Int(int.MaxValue);
            if (step * SignStepM > segment.LengthM + SignStepM)
                throw new FormatException($"a sign stands beyond the end of segment {segment.Id}");
            var direction = reader.Byte();
            signs.Add(new MappedSign(
                step / 10.0, direction == NoDirection ? null : Known((TravelDirection)direction),
                TextTable.ReadOne(ref reader, texts), LimitEncoding.Read(ref reader)));
        }

        return signs.MoveToImmutable();
    }

    private static T Known<T>(T value)
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new FormatException($"there is no {typeof(T).Name} {value:D}");
}
