using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Tests.Cells;

public sealed class RoadCellCodecTests
{
    private static readonly CellId s_cell = new(2_800, 4_100);

    [Fact]
    public void Decode_Encoded_IsTheSameCell() => Prop.ForAll(RandomSegments.Cells, cell =>
    {
        var decoded = RoadCellCodec.Decode(RoadCellCodec.Encode(cell));
        Assert.Equal(cell.Cell, decoded.Cell);
        Assert.Equal(cell.TurnRestrictions, decoded.TurnRestrictions);
        Assert.Equal(cell.Segments.Select(RandomSegments.Comparable), decoded.Segments.Select(RandomSegments.Comparable));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Encode_EqualCells_GivesEqualBytes() => Prop.ForAll(RandomSegments.Cells, cell =>
        RoadCellCodec.Encode(cell).AsSpan().SequenceEqual(RoadCellCodec.Encode(RoadCellCodec.Decode(RoadCellCodec.Encode(cell)))))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_AnyByteChanged_IsRefused() => Prop.ForAll(
        RandomSegments.Cells, Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (cell, place, mask) =>
        {
            var bytes = RoadCellCodec.Encode(cell);
            bytes[place % bytes.Length] ^= (byte)mask;
            Assert.Throws<BaseMapFormatException>(() => RoadCellCodec.Decode(bytes));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_TruncatedAnywhereOrLonger_IsRefused()
    {
        var bytes = RoadCellCodec.Encode(Sample());
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<BaseMapFormatException>(() => RoadCellCodec.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<BaseMapFormatException>(() => RoadCellCodec.Decode([.. bytes, 0]));
    }

    // A right checksum over wrong content is what a faulty writer leaves behind.
    [Fact]
    public void Decode_SealedRubbish_IsRefusedOrReadAndNeverThrowsAnythingElse() => Prop.ForAll(
        RandomSegments.Cells, Gen.Choose(0, int.MaxValue).ToArbitrary(), Gen.Choose(1, 255).ToArbitrary(), (cell, place, mask) =>
        {
            var bytes = RoadCellCodec.Encode(cell);
            bytes[5 + place % (bytes.Length - 5 - 16)] ^= (byte)mask;
            SealedBytes.Hash(bytes.AsSpan(0, bytes.Length - 16)).WriteTo(bytes.AsSpan(bytes.Length - 16));
            var fault = Record.Exception(() => RoadCellCodec.Decode(bytes));
            Assert.True(fault is null or BaseMapFormatException, fault?.ToString());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_OtherKindOrVersion_SaysSo()
    {
        var bytes = RoadCellCodec.Encode(Sample());
        bytes[4]++;
        Assert.Contains("version 3", Assert.Throws<BaseMapFormatException>(() => RoadCellCodec.Decode(bytes)).Message, StringComparison.Ordinal);
        bytes[0]++;
        Assert.Contains("another kind", Assert.Throws<BaseMapFormatException>(() => RoadCellCodec.Decode(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_OutOfOrder_IsRefused()
    {
        var sample = Sample();
        Assert.Throws<ArgumentException>(() => RoadCellCodec.Encode(sample with { Segments = [.. sample.Segments.Reverse()] }));
        Assert.Throws<ArgumentException>(() => RoadCellCodec.Encode(sample with { Segments = [sample.Segments[0], sample.Segments[0]] }));
        var turn = new TurnRestriction([new(sample.Segments[0].Id, 0), new(sample.Segments[1].Id, 0)], 1, null);
        Assert.Throws<ArgumentException>(() => RoadCellCodec.Encode(sample with { TurnRestrictions = [turn, turn] }));
    }

    // Most segments of a country have a class, a name and a line and nothing else.
    [Fact]
    public void Encode_SegmentWithoutDetails_TakesNoByteForThem()
    {
        var cell = new RoadCell(s_cell, [Sample().Segments[0]]);
        var bare = cell.Segments[0] with
        {
            ConditionalLimits = [], AccessConditions = [], Signs = [], ForwardAccess = 0, BackwardAccess = 0, Zone = 0,
            LanesForward = null, LanesBackward = null, WidthM = null, Country = null,
        };

        var size = RoadCellCodec.Encode(cell with { Segments = [bare] }).Length;

        Assert.Equal(size + 2, RoadCellCodec.Encode(cell with { Segments = [bare with { Zone = LimitZone.Urban }] }).Length);
    }

    internal static RoadCell Sample()
    {
        ImmutableArray<RoadSegment> segments = [];
        for (var size = 10; segments.Length < 2; size += 10)
            segments = RandomSegments.Sets.Generator.Sample(1, size).First();
        return new RoadCell(s_cell, segments);
    }
}
