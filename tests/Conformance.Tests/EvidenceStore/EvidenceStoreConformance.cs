using System.Buffers.Binary;
using System.Text;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Evidence;

namespace Telemetry.Conformance.Tests.EvidenceStore;

/// <summary>What every evidence store does.</summary>
public abstract class EvidenceStoreConformance : IAsyncLifetime
{
    private static readonly GrainId A = new(GrainKind.Segment, 0xfedc_ba98_7654_3210), B = new(GrainKind.Cell, 0xfedc_ba98_7654_3210);

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected IEvidenceStore Store { get; private set; } = null!;

    protected abstract Task<IEvidenceStore> OpenAsync();

    public async ValueTask InitializeAsync() => Store = await OpenAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Load_NothingPut_IsNull()
    {
        Assert.Null(await Store.LoadAsync(A, Cancelled));
        Assert.Null(await Store.LoadPartAsync(A, "x", Cancelled));
    }

    [Fact]
    public async Task Put_ThenLoad_GivesTheSame()
    {
        var state = new byte[64 * 1024];
        Random.Shared.NextBytes(state);
        Assert.True(await Store.TryPutAsync(new EvidenceHead(A, 1, 0, state), Cancelled));

        var head = await Store.LoadAsync(A, Cancelled);

        Assert.Equal((A, 1, 0), (head!.Grain, head.Revision, head.PublishedRevision));
        Assert.Equal(state, head.State.ToArray());
        Assert.Null(await Store.LoadAsync(B, Cancelled));
    }

    [Fact]
    public async Task LoadMany_SomePut_GivesThoseAsLoadDoes()
    {
        // More than any store takes in one request.
        var grains = Enumerable.Range(1, 230).Select(i => new GrainId(GrainKind.Segment, (ulong)i)).ToList();
        foreach (var grain in grains.Where(grain => grain.Value % 3 != 0))
            await Store.TryPutAsync(Head(grain, 1, $"state of {grain}"), Cancelled);
        await Store.MarkPublishedAsync(grains[0], 1, Cancelled);

        var heads = await Store.LoadManyAsync([.. grains, grains[0]], Cancelled);

        foreach (var grain in grains)
        {
            var alone = await Store.LoadAsync(grain, Cancelled);
            var head = heads.GetValueOrDefault(grain);
            Assert.Equal(
                (alone?.Grain, alone?.Revision, alone?.PublishedRevision), (head?.Grain, head?.Revision, head?.PublishedRevision));
            Assert.Equal(alone?.State.ToArray(), head?.State.ToArray());
        }

        Assert.Empty(await Store.LoadManyAsync([], Cancelled));
    }

    [Fact]
    public async Task Put_EmptyState_IsKept()
    {
        Assert.True(await Store.TryPutAsync(Head(A, 1, ""), Cancelled));
        Assert.Equal(0, (await Store.LoadAsync(A, Cancelled))!.State.Length);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public async Task Put_OnRevisionTwo_OnlyNextIsTaken(long revision, bool taken)
    {
        await PutAsync(A, "one", "two");

        Assert.Equal(taken, await Store.TryPutAsync(Head(A, revision, "new"), Cancelled));

        var head = await Store.LoadAsync(A, Cancelled);
        Assert.Equal(taken ? "new" : "two", Encoding.UTF8.GetString(head!.State.Span));
        Assert.Equal(taken ? revision : 2, head.Revision);
    }

    [Fact]
    public async Task Put_FirstWithHigherRevision_IsRefused()
    {
        Assert.False(await Store.TryPutAsync(Head(A, 2, "x"), Cancelled));
        Assert.Null(await Store.LoadAsync(A, Cancelled));
    }

    [Fact]
    public async Task Put_Over64Kb_Throws()
    {
        var large = new byte[64 * 1024 + 1];
        await Assert.ThrowsAsync<ArgumentException>(() => Store.TryPutAsync(new EvidenceHead(A, 1, 0, large), Cancelled));
        await Assert.ThrowsAsync<ArgumentException>(() => Store.PutPartAsync(A, "x", large, Cancelled));
    }

    [Fact]
    public async Task MarkPublished_NeverLowersAndLeavesRevision()
    {
        await PutAsync(A, "one", "two", "three");

        await Store.MarkPublishedAsync(A, 2, Cancelled);
        await Store.MarkPublishedAsync(A, 1, Cancelled);
        var behind = await Store.LoadAsync(A, Cancelled);
        Assert.Equal((3, 2), (behind!.Revision, behind.PublishedRevision));

        await Store.MarkPublishedAsync(A, 4, Cancelled); // a revision that the head has not reached
        await Store.MarkPublishedAsync(B, 1, Cancelled);
        Assert.Equal(2, (await Store.LoadAsync(A, Cancelled))!.PublishedRevision);
        Assert.Null(await Store.LoadAsync(B, Cancelled));

        await Store.MarkPublishedAsync(A, 3, Cancelled);
        Assert.Equal(3, (await Store.LoadAsync(A, Cancelled))!.PublishedRevision);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public async Task Put_OverMarkedHead_KeepsTheLargerPublishedRevision(long passed, long expected)
    {
        await PutAsync(A, "one", "two", "three");
        await Store.MarkPublishedAsync(A, 2, Cancelled);

        Assert.True(await Store.TryPutAsync(new EvidenceHead(A, 4, passed, Bytes("four")), Cancelled));

        Assert.Equal(expected, (await Store.LoadAsync(A, Cancelled))!.PublishedRevision);
    }

    [Fact]
    public async Task FindUnpublished_GivesWhatIsBehind()
    {
        await PutAsync(A, "one", "two");
        await PutAsync(B, "one");
        Assert.Equal([A, B], await UnpublishedAsync());

        await Store.MarkPublishedAsync(A, 1, Cancelled);
        await Store.MarkPublishedAsync(B, 1, Cancelled);
        Assert.Equal([A], await UnpublishedAsync());

        await Store.MarkPublishedAsync(A, 2, Cancelled);
        Assert.Empty(await UnpublishedAsync());

        Assert.True(await Store.TryPutAsync(new EvidenceHead(B, 2, 1, Bytes("two")), Cancelled));
        Assert.Equal([B], await UnpublishedAsync());
        Assert.True(await Store.TryPutAsync(new EvidenceHead(B, 3, 3, Bytes("three")), Cancelled));
        Assert.Empty(await UnpublishedAsync());
    }

    [Fact]
    public async Task Parts_PutLoadDelete()
    {
        await Store.PutPartAsync(A, "d/1", Bytes("one"), Cancelled);
        await Store.PutPartAsync(A, "d/2", Bytes("two"), Cancelled);
        await Store.PutPartAsync(B, "d/1", Bytes("other"), Cancelled);

        await Store.DeletePartsAsync(A, ["d/1", "never", "d/1"], Cancelled);
        await Store.DeletePartsAsync(A, ["d/1"], Cancelled);
        await Store.DeletePartsAsync(A, [], Cancelled);

        Assert.Null(await Store.LoadPartAsync(A, "d/1", Cancelled));
        Assert.Equal("two", await PartAsync(A, "d/2"));
        Assert.Equal("other", await PartAsync(B, "d/1"));
    }

    [Fact]
    public async Task Delete_TakesHeadAndAllParts()
    {
        await PutAsync(A, "one", "two");
        await PutAsync(B, "one");
        for (var i = 0; i < 60; i++)
            await Store.PutPartAsync(A, $"part-{i}", Bytes("x"), Cancelled);
        await Store.PutPartAsync(B, "part-1", Bytes("kept"), Cancelled);

        await Store.DeleteAsync(A, Cancelled);
        await Store.DeleteAsync(A, Cancelled);

        Assert.Null(await Store.LoadAsync(A, Cancelled));
        for (var i = 0; i < 60; i++)
            Assert.Null(await Store.LoadPartAsync(A, $"part-{i}", Cancelled));
        Assert.Equal("kept", await PartAsync(B, "part-1"));
        Assert.Equal([B], await UnpublishedAsync());
        Assert.True(await Store.TryPutAsync(Head(A, 1, "again"), Cancelled));
    }

    [Fact]
    public async Task Scan_GivesAllHeadsOfTheKind()
    {
        var grains = Enumerable.Range(0, 100).Select(i => new GrainId(GrainKind.Segment, (ulong)i)).ToList();
        foreach (var grain in grains)
            await PutAsync(grain, grain.ToString());
        await PutAsync(B, "cell");
        await Store.PutPartAsync(grains[0], "part", Bytes("x"), Cancelled);

        var heads = await Store.ScanAsync(GrainKind.Segment, Cancelled).ToListAsync(Cancelled);

        Assert.Equal(grains, heads.Select(head => head.Grain).Order());
        Assert.All(heads, head => Assert.Equal(head.Grain.ToString(), Encoding.UTF8.GetString(head.State.Span)));
        Assert.Equal([B], await Store.ScanAsync(GrainKind.Cell, Cancelled).Select(head => head.Grain).ToListAsync(Cancelled));
        // A reader that stops early leaves nothing behind.
        Assert.NotNull(await Store.ScanAsync(GrainKind.Segment, Cancelled).FirstAsync(Cancelled));
    }

    [Fact]
    public async Task Put_ManyWritersAtOnce_LoseNothing()
    {
        const int Writers = 6, Each = 15;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync)));

        var head = await Store.LoadAsync(A, Cancelled);
        Assert.Equal(Writers * Each, head!.Revision);
        Assert.Equal(Writers * Each, BinaryPrimitives.ReadInt32BigEndian(head.State.Span));
        Assert.InRange(head.PublishedRevision, 1, head.Revision);

        // Loads, adds one and puts, as a grain engine does, and marks now and then what it wrote.
        async Task WriteAsync()
        {
            for (var i = 0; i < Each;)
            {
                var before = await Store.LoadAsync(A, Cancelled);
                var count = before is null ? 0 : BinaryPrimitives.ReadInt32BigEndian(before.State.Span);
                var state = new byte[sizeof(int)];
                BinaryPrimitives.WriteInt32BigEndian(state, count + 1);
                var next = new EvidenceHead(A, (before?.Revision ?? 0) + 1, before?.PublishedRevision ?? 0, state);
                if (!await Store.TryPutAsync(next, Cancelled))
                    continue;
                i++;
                await Store.MarkPublishedAsync(A, next.Revision, Cancelled);
            }
        }
    }

    private async Task PutAsync(GrainId grain, params string[] states)
    {
        for (var i = 0; i < states.Length; i++)
            Assert.True(await Store.TryPutAsync(Head(grain, i + 1, states[i]), Cancelled));
    }

    private async Task<List<GrainId>> UnpublishedAsync() =>
        await Store.FindUnpublishedAsync(Cancelled).Order().ToListAsync(Cancelled);

    private async Task<string> PartAsync(GrainId grain, string part) =>
        Encoding.UTF8.GetString((await Store.LoadPartAsync(grain, part, Cancelled))!.Value.Span);

    private static EvidenceHead Head(GrainId grain, long revision, string state) => new(grain, revision, 0, Bytes(state));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
