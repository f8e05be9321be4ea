using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The payload of a contribution to a segment: the part of the segment that one message drove in one direction. Layout (all
/// numbers varints unless said otherwise): version byte 3; a byte of bit 0 backward, bit 1 crosses the end, bits 4 to 7 grid
/// exponent; vehicle pseudonym, 8 bytes; fleet, 4 bytes; begin and length of the part in 0.1 m; mean speed in 0.01 m/s (0
/// unknown); number of spans and for each the gap from the last, its length in 0.1 m and its vote's code; weight of the offset vote
/// and, unless 0, its zigzag offset in 0.01 m, the plain offset's weight and the zigzag plain offset.
/// </summary>
internal sealed record SegmentPass
{
    /// <summary>Speeds are clamped to this.</summary>
    public const int LargestSpeedCmps = 15_000;

    private const byte Version = 3;
    private const int LeastSpanSize = 3;

    public required TravelDirection Direction { get; init; }

    /// <summary>True where the vehicle left the segment at its end in the direction of travel: a pass.</summary>
    public required bool CrossesEnd { get; init; }

    public required SegmentGrid Grid { get; init; }

    /// <summary>The vehicle's pseudonym on the segment, its upper 64 bits.</summary>
    public required ulong Vehicle { get; init; }

    public required uint Fleet { get; init; }

    /// <summary>Begin of the part driven, 0.1 m from the segment's start in the way's order, whatever the direction.</summary>
    public required int FromDm { get; init; }

    /// <summary>End of the part driven, 0.1 m, at least the begin.</summary>
    public required int ToDm { get; init; }

    /// <summary>Mean speed in 0.01 m/s; 0 where unknown.</summary>
    public required int SpeedCmps { get; init; }

    /// <summary>What the car knew of the limit, by position, never overlapping, within the part driven.</summary>
    public required IReadOnlyList<LimitSpan> Votes { get; init; }

    /// <summary>Where the segment lies, as the whole message has it; none by default.</summary>
    public OffsetVote Offset { get; init; }

    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.WriteByte(Version);
        writer.WriteByte((byte)((int)Direction | (CrossesEnd ? 2 : 0) | (Grid.Exponent << 4)));
        writer.WriteUInt64(Vehicle);
        writer.WriteUInt32(Fleet);
        writer.WriteVarint(FromDm);
        writer.WriteVarint(ToDm - FromDm);
        writer.WriteVarint(SpeedCmps);
        writer.WriteVarint(Votes.Count);
        var position = FromDm;
        foreach (var vote in Votes)
        {
            writer.WriteVarint(vote.FromDm - position);
            writer.WriteVarint(vote.ToDm - vote.FromDm);
            writer.WriteVarint(vote.Code);
            position = vote.ToDm;
        }

        writer.WriteVarint(Offset.Weight);
        if (Offset.IsVote)
        {
            writer.WriteZigzag(Offset.Cm);
            writer.WriteVarint(Offset.PlainWeight);
            writer.WriteZigzag(Offset.PlainCm);
        }

        return writer.ToArray();
    }

    /// <exception cref="EvidenceFormatException">The bytes are not such a payload.</exception>
    public static SegmentPass Decode(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var begin = ReadBegin(ref reader);
        var votes = new LimitSpan[reader.ReadCount(begin.ToDm - begin.FromDm, LeastSpanSize)];
        var position = begin.FromDm;
        for (var i = 0; i < votes.Length; i++)
            position = (votes[i] = ReadVote(ref reader, position, begin.ToDm)).ToDm;
        var pass = new SegmentPass
        {
            Direction = (TravelDirection)(begin.Flags & 1), CrossesEnd = (begin.Flags & 2) != 0, Grid = GridOf(begin.Flags),
            Vehicle = begin.Vehicle, Fleet = begin.Fleet, FromDm = begin.FromDm, ToDm = begin.ToDm, SpeedCmps = begin.SpeedCmps,
            Votes = votes, Offset = ReadOffset(ref reader),
        };
        reader.ExpectEnd();
        return pass;
    }

    /// <summary>Throws where <see cref="Decode"/> would. Allocates nothing: every contribution is asked before one of them is folded.</summary>
    /// <exception cref="EvidenceFormatException">The bytes are not such a payload.</exception>
    public static void Validate(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var begin = ReadBegin(ref reader);
        var position = begin.FromDm;
        for (var left = reader.ReadCount(begin.ToDm - begin.FromDm, LeastSpanSize); left > 0; left--)
            position = ReadVote(ref reader, position, begin.ToDm).ToDm;
        ReadOffset(ref reader);
        reader.ExpectEnd();
    }

    private static SegmentGrid GridOf(byte flags) => new(flags >> 4);

    private static Begin ReadBegin(ref ByteReader reader)
    {
        if (reader.ReadByte() != Version)
            throw ByteReader.Bad("a contribution is of another version");
        var flags = reader.ReadByte();
        var grid = GridOf(flags);
        if ((flags & 0x0C) != 0 || grid.Exponent > SegmentGrid.MaxExponent)
            throw ByteReader.Bad("a contribution's flags are unknown");
        var vehicle = reader.ReadUInt64();
        var fleet = reader.ReadUInt32();
        var from = reader.ReadInt(grid.MaxDm);
        var to = from + reader.ReadInt(grid.MaxDm - from);
        return new Begin(flags, vehicle, fleet, from, to, reader.ReadInt(LargestSpeedCmps));
    }

    private static LimitSpan ReadVote(ref ByteReader reader, int position, int to)
    {
        var begin = position + reader.ReadInt(to - position);
        var end = begin + reader.ReadInt(to - begin);
        var code = reader.ReadInt(LimitVote.MaxCode);
        return end > begin ? new LimitSpan(begin, end, code) : throw ByteReader.Bad("a vote is empty");
    }

    private static OffsetVote ReadOffset(ref ByteReader reader)
    {
        var weight = reader.ReadInt(OffsetVote.LargestWeight);
        if (weight == 0)
            return default;
        var cm = (int)reader.ReadZigzag(OffsetVote.LargestCm);
        var plainWeight = reader.ReadInt(OffsetVote.LargestWeight);
        return plainWeight > 0
            ? new OffsetVote(weight, cm, plainWeight, (int)reader.ReadZigzag(OffsetVote.LargestCm))
            : throw ByteReader.Bad("a plain offset has no weight");
    }

    private readonly record struct Begin(byte Flags, ulong Vehicle, uint Fleet, int FromDm, int ToDm, int SpeedCmps);
}
