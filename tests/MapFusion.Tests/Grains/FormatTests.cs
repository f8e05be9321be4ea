using FsCheck;
using FsCheck.Fluent;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.MapFusion.Wire;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Grains;

/// <summary>Payloads, heads and parts come back as they were; other bytes are refused, never misread.</summary>
public sealed class FormatTests
{
    private static readonly RoadSegment s_segment = TestRoads.Segment(1, 0, 700, SpeedLimit.Kmh(50));

    [Fact]
    public void Decode_EncodedPass_GivesItBack() => Check(100, seed =>
    {
        var contribution = Assert.Single(new RandomPasses(s_segment, seed).Make(1, 1, 1));
        var pass = SegmentPass.Decode(contribution.Payload.Span);

        Assert.Equal(contribution.Payload.ToArray(), pass.Encode());
        Assert.Equal(GrainId.Of(s_segment.Id), contribution.Grain);
    });

    [Fact]
    public void Validate_DamagedPass_RefusesWhatDecodeRefuses() => Check(1_000, seed =>
    {
        var passes = new RandomPasses(s_segment, seed);
        var bytes = Assert.Single(passes.Make(1, 1, 1)).Payload.ToArray();
        bytes[passes.Random.Next(bytes.Length)] ^= (byte)(1 << passes.Random.Next(8));
        Array.Resize(ref bytes, bytes.Length - passes.Random.Next(2));

        Assert.Equal(
            Record.Exception(() => SegmentPass.Decode(bytes))?.Message, Record.Exception(() => SegmentPass.Validate(bytes))?.Message);
    });

    [Fact]
    public void Decode_EncodedTrack_GivesItBack() => Check(100, seed =>
    {
        var random = new Random(seed);
        var points = random.Next(2, 100);
        var track = new CellTrack
        {
            Vehicle = (ulong)random.NextInt64(), Fleet = (uint)random.Next(), LeavesRoad = random.Next(2) == 0,
            JoinsRoad = random.Next(2) == 0,
            Points = [.. Enumerable.Range(0, points).Select(_ => new GeoPoint(
                random.Next(-180_000_000, 180_000_001) * 10, random.Next(-90_000_000, 90_000_001) * 10))],
            Headings = [.. Enumerable.Range(0, points).Select(_ => CellTrack.HeadingOf(random.Next(-400, 800), random.Next(4)))],
        };
        var back = CellTrack.Decode(track.Encode());

        Assert.Equal(track.Points, back.Points);
        Assert.Equal(track.Headings, back.Headings);
        Assert.Equal((track.Vehicle, track.Fleet, track.LeavesRoad, track.JoinsRoad), (back.Vehicle, back.Fleet, back.LeavesRoad, back.JoinsRoad));
    });

    [Theory]
    [InlineData(GrainKind.Segment)]
    [InlineData(GrainKind.Cell)]
    public void Open_RandomBytes_ThrowsEvidenceFormat(GrainKind kind) => Check(300, seed =>
    {
        var random = new Random(seed);
        var bytes = new byte[random.Next(1, 200)];
        random.NextBytes(bytes);

        Assert.Throws<EvidenceFormatException>(() => GrainState.Open(new GrainId(kind, 1), bytes));
    });

    [Fact]
    public void Open_DamagedHead_ThrowsEvidenceFormat() => Check(100, seed =>
    {
        var passes = new RandomPasses(s_segment, seed);
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        evidence.Fold(passes.Make(10, 3, 3));

        Assert.Throws<EvidenceFormatException>(() => GrainState.Open(GrainId.Of(s_segment.Id), Damaged(evidence.Head, passes.Random)));
    });

    [Fact]
    public void Open_HeadOfOtherKind_ThrowsEvidenceFormat()
    {
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        evidence.Fold(new RandomPasses(s_segment, 1).Make(1, 1, 1));

        Assert.Throws<EvidenceFormatException>(() => GrainState.Open(new GrainId(GrainKind.Cell, 1), evidence.Head));
    }

    [Fact]
    public void AddPart_DamagedPart_ThrowsEvidenceFormat()
    {
        var passes = new RandomPasses(s_segment, 3);
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        evidence.Fold(passes.Make(400, 30, 2));
        Assert.NotEmpty(evidence.Parts);

        foreach (var (name, bytes) in evidence.Parts)
            for (var i = 0; i < 50; i++)
                Assert.Throws<EvidenceFormatException>(() => evidence.Open().AddPart(name, Damaged(bytes, passes.Random)));
    }

    [Fact]
    public void Fold_HostilePayload_ThrowsEvidenceFormatOrTakesIt() => Check(500, seed =>
    {
        var passes = new RandomPasses(s_segment, seed);
        var good = passes.Make(5, 2, 2);
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        var state = evidence.Open();
        state.Fold(good);
        var bytes = good[0].Payload.ToArray();
        for (var i = 0; i <= passes.Random.Next(4); i++)
            bytes[passes.Random.Next(bytes.Length)] = (byte)passes.Random.Next(256);
        var hostile = passes.Make(1, 1, 1)[0] with { Payload = bytes.AsMemory(0, passes.Random.Next(bytes.Length + 1)) };

        // A payload has no checksum: what passes is in range, and must then fold, seal and derive like any other.
        if (Record.Exception(() => state.Fold([hostile])) is { } refused)
            Assert.IsType<EvidenceFormatException>(refused);
        evidence.Seal(state);
        Assert.NotEmpty(evidence.Derive(s_segment));
    });

    [Fact]
    public void Fold_BadPayloadAmongGood_FoldsNothing()
    {
        var contributions = new RandomPasses(s_segment, 5).Make(4, 2, 2);
        var bad = contributions[3] with { Payload = contributions[3].Payload[..^1] };
        var state = new Evidence(GrainId.Of(s_segment.Id)).Open();

        Assert.Throws<EvidenceFormatException>(() => state.Fold([.. contributions[..3], bad]));
        Assert.True(state.IsEmpty);
        Assert.All(state.Fold(contributions), Assert.True);
    }

    [Fact]
    public void Fold_WithoutNeededPart_ThrowsAndFoldsNothing()
    {
        var contributions = new RandomPasses(s_segment, 9).Make(400, 30, 1);
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        evidence.Fold(contributions);
        var state = evidence.Open();

        Assert.NotEmpty(state.PartsToFold(contributions));
        Assert.Throws<InvalidOperationException>(() => state.Fold(contributions));
    }

    [Fact]
    public void Seal_LongAfter_ForgetsIdsAndTakesNoneOfTheirDays()
    {
        var passes = new RandomPasses(s_segment, 11);
        var contributions = passes.Make(400, 30, 1);
        var later = passes.Make(1, 1, 1)[0] with { EventHour = (RandomPasses.FirstDay + 10) * 24 };
        var evidence = new Evidence(GrainId.Of(s_segment.Id));
        evidence.Fold(contributions);
        var state = evidence.Open();
        evidence.FoldInto(state, [later]);
        var result = evidence.Seal(state, Evidence.Now.AddDays(10));

        Assert.NotEmpty(result.ObsoleteParts);
        Assert.Empty(evidence.Open().PartsToFold(contributions));
        Assert.All(evidence.Fold(contributions), Assert.False);
    }

    private static byte[] Damaged(ReadOnlyMemory<byte> bytes, Random random)
    {
        var damaged = bytes.ToArray();
        if (random.Next(3) == 0)
            return damaged[..random.Next(1, damaged.Length)];
        damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
        return damaged;
    }

    private static void Check(int times, Action<int> property) =>
        FsCheck.Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), property));
}
