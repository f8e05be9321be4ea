using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;
using Telemetry.MapWorker.Grains;
using Telemetry.MapWorker.Options;

namespace Telemetry.MapWorker.Tests;

public sealed class OpenedGrainsTests
{
    private static readonly GrainId s_grain = new(GrainKind.Segment, 1);

    [Fact]
    public void Open_HeadIsTheOneKept_GivesTheStateOnce()
    {
        var opened = new OpenedGrains(new MapWorkerOptions());
        var kept = GrainLoader.Open(s_grain, Head(1));
        opened.Keep(kept);

        // Marked as published meanwhile, which changes no evidence.
        var again = opened.Open(Head(1) with { PublishedRevision = 1 });
        Assert.Same(kept.State, again.State);
        Assert.Equal(1, again.Head.PublishedRevision);
        Assert.NotSame(kept.State, opened.Open(Head(1)).State);
    }

    [Fact]
    public void Open_AnotherRevisionOrAnotherStateOfIt_IsOpenedAnew()
    {
        var opened = new OpenedGrains(new MapWorkerOptions());
        var kept = GrainLoader.Open(s_grain, Head(1));
        opened.Keep(kept);
        Assert.NotSame(kept.State, opened.Open(Head(2)).State);
        opened.Keep(kept);

        // Deleted and begun anew.
        var empty = new EvidenceHead(s_grain, 1, 0, ReadOnlyMemory<byte>.Empty);
        Assert.NotSame(kept.State, opened.Open(empty).State);
    }

    [Fact]
    public void Keep_MoreThanAllowed_DropsWhatWasLeftAloneLongest()
    {
        var size = Head(1).State.Length;
        var opened = new OpenedGrains(new MapWorkerOptions { OpenedGrainBytes = 2 * size });
        LoadedGrain[] grains = [.. Enumerable.Range(1, 3).Select(i =>
        {
            var grain = new GrainId(GrainKind.Segment, (ulong)i);
            return GrainLoader.Open(grain, Head(1) with { Grain = grain });
        })];
        foreach (var grain in grains)
            opened.Keep(grain);

        Assert.NotSame(grains[0].State, opened.Open(grains[0].Head).State);
        Assert.Same(grains[2].State, opened.Open(grains[2].Head).State);
    }

    private static EvidenceHead Head(long revision) =>
        new(s_grain, revision, 0, GrainState.Open(s_grain, default).Seal("1", DateTimeOffset.UnixEpoch).Head);
}
