using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;
using static Telemetry.Conformance.Tests.PublishedMap.Facts;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>Random publications against a model, and many publishers and readers at once.</summary>
public abstract class PublishedMapModelConformance
{
    private const int Grains = 25;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    protected abstract Task<IPublishedMap> OpenAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task PublishOneByOne_RandomSequence_IsTheModel(int seed)
    {
        var map = await OpenAsync();
        var random = new Random(seed);
        var revisions = new Dictionary<ulong, MapRevision>();
        var model = new Dictionary<(MapCollection, string), (ulong Owner, MapFeature Feature)>();
        ReaderCopy[] readers = [new(map, null), new(map, Box(0, 0, 30, 30)), new(map, Box(25, 25, 60, 40))];
        for (var step = 0; step < 120; step++)
        {
            var grain = (ulong)random.Next(6);
            var revision = new MapRevision(random.Next(1, 3), random.Next(step / 2 + 2));
            // Grains share ids here: a feature may change hands.
            var features = Enumerable.Range(0, 5).Where(_ => random.Next(2) == 0)
                .Select(i => Feature($"f{(int)grain / 2}-{i}", random.Next(60), random.Next(60), $"{random.Next(3)}")).ToList();
            await map.PublishAsync([new Publication(Segment(grain), revision, features, null)], Now, Cancelled);
            if (!revisions.TryGetValue(grain, out var last) || revision.CompareTo(last) > 0)
            {
                revisions[grain] = revision;
                foreach (var feature in features)
                    model[(feature.Collection, feature.Id)] = (grain, feature);
                foreach (var (key, owned) in model.Where(pair => pair.Value.Owner == grain).ToList())
                {
                    if (!features.Contains(owned.Feature))
                        model.Remove(key);
                }
            }

            await readers[random.Next(readers.Length)].ReadPageAsync(random.Next(1, 20));
        }

        Assert.Equal(
            model.OrderBy(pair => pair.Key.Item2, StringComparer.Ordinal).Select(pair => pair.Value.Feature.GeoJson),
            await map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled));
        foreach (var reader in readers)
            await (await reader.ReadAllAsync(7)).AssertIsMapAsync(pageSize: 3);
    }

    [Fact]
    public async Task Publish_ManyPublishersAndReaders_EveryCopyIsTheMap()
    {
        const int Publishers = 4, Batches = 40;
        var map = await OpenAsync();
        var newest = new long[Grains];
        var publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(one => Task.Run(() => PublishAsync(one))));
        GeoBox?[] boxes = [null, null, Box(0, 0, 30, 30), Box(20, 20, 25, 60)];
        var readers = boxes.Select(box => new ReaderCopy(map, box)).ToList();
        await Task.WhenAll(readers.Select((reader, seed) => Task.Run(() => ReadAsync(reader, seed))).Append(publishing));

        var expected = Enumerable.Range(0, Grains).SelectMany(grain => FeaturesOf(grain, newest[grain]))
            .OrderBy(feature => feature.Id, StringComparer.Ordinal).Select(feature => feature.GeoJson);
        Assert.Equal(expected, await map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled));
        foreach (var reader in readers)
            await reader.AssertIsMapAsync();
        await (await new ReaderCopy(map, null).ReadAllAsync(13)).AssertIsMapAsync();

        async Task PublishAsync(int publisher)
        {
            var random = new Random(publisher);
            for (var i = 0; i < Batches; i++)
            {
                // Grains in any order, the same ones as other publishers, with revisions from well behind to ahead.
                var batch = Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(Grains)).Distinct()
                    .Select(grain => (grain, revision: (long)Math.Max(1, i + random.Next(-10, 3)))).ToList();
                await map.PublishAsync(
                    [.. batch.Select(one => By(Segment((ulong)one.grain), one.revision, FeaturesOf(one.grain, one.revision)))],
                    Now, Cancelled);
                lock (newest)
                    foreach (var (grain, revision) in batch)
                        newest[grain] = Math.Max(newest[grain], revision);
            }
        }

        Task ReadAsync(ReaderCopy reader, int seed) => ReadUntilAsync(map, reader, publishing, new Random(seed));
    }

    [Fact]
    public async Task Publish_FeaturesThatNeverChange_ReadersMissNone()
    {
        // Nothing is written twice, so that a version that became visible behind a reader's back stays missed.
        const int Publishers = 4, Batches = 60;
        var map = await OpenAsync();
        var publishing = Task.WhenAll(Enumerable.Range(0, Publishers).Select(one => Task.Run(() => PublishAsync(one))));
        var readers = Enumerable.Range(0, 3).Select(_ => new ReaderCopy(map, null)).ToList();
        await Task.WhenAll(readers
            .Select((reader, seed) => Task.Run(() => ReadUntilAsync(map, reader, publishing, new Random(seed))))
            .Append(publishing));

        var all = await map.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled);
        Assert.True(all.Count >= Publishers * Batches);
        Assert.All(readers, reader => Assert.Equal(all, reader.Lines()));

        async Task PublishAsync(int publisher)
        {
            var random = new Random(publisher);
            for (var i = 0; i < Batches; i++)
            {
                var batch = Enumerable.Range(0, random.Next(1, random.Next(2, 60)))
                    .Select(j => By(Segment((ulong)(publisher << 20 | i << 10 | j)), 1, Feature($"n{publisher}-{i}-{j}"))).ToList();
                await map.PublishAsync(batch, Now, Cancelled);
            }
        }
    }

    /// <summary>Reads pages of any size until publishing has ended and there is no more.</summary>
    private static async Task ReadUntilAsync(IPublishedMap map, ReaderCopy reader, Task publishing, Random random)
    {
        while (true)
        {
            var ended = publishing.IsCompleted;
            var more = await reader.ReadPageAsync(random.Next(1, 40));
            if (ended && !more)
                return;
            if (!more)
                await Task.WhenAny(publishing, map.WaitForChangesAsync(reader.Cursor, TimeSpan.FromSeconds(30), Cancelled));
        }
    }

    /// <summary>What a grain publishes at a revision: up to four features, that stay for some revisions, move, go and come back.</summary>
    private static MapFeature[] FeaturesOf(int grain, long revision)
    {
        if (revision == 0)
            return [];
        return [.. Enumerable.Range(0, 4).Select(Make).OfType<MapFeature>()];

        MapFeature? Make(int i)
        {
            var random = new Random((int)(grain * 1000 + i * 37 + revision / (i + 1) * 7919));
            return random.Next(4) == 0
                ? null
                : Feature($"g{grain}-{i}", random.Next(60), random.Next(60), $"{revision / (i + 1)}");
        }
    }
}
