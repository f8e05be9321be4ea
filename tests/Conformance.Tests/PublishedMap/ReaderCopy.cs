using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.Published;

namespace Telemetry.Conformance.Tests.PublishedMap;

/// <summary>A reader of the feed with a copy of the map, or of a box of it; checks the order of versions as it goes.</summary>
internal sealed class ReaderCopy(IPublishedMap map, GeoBox? box)
{
    private readonly Dictionary<(MapCollection, string), string> _copy = [];
    private long _last;

    public long Cursor { get; private set; }

    /// <summary>Reads one page; true where there is more.</summary>
    public async Task<bool> ReadPageAsync(int limit)
    {
        var page = await map.ReadChangesAsync(Cursor, box, limit, TestContext.Current.CancellationToken);
        Assert.True(page.Changes.Count <= limit);
        foreach (var change in page.Changes)
        {
            Assert.True(change.Version > _last, $"Version {change.Version} came after {_last}.");
            _last = change.Version;
            if (change.Operation == ChangeOperation.Upsert)
                _copy[(change.Collection, change.FeatureId)] = change.GeoJson!;
            else
            {
                Assert.Null(change.GeoJson);
                _copy.Remove((change.Collection, change.FeatureId));
            }
        }

        Assert.False(page.More && page.Changes.Count == 0, "A page that goes on must lead somewhere.");
        Cursor = page.Cursor;
        return page.More;
    }

    /// <summary>Reads to the end.</summary>
    public async Task<ReaderCopy> ReadAllAsync(int limit)
    {
        while (await ReadPageAsync(limit))
        {
        }

        return this;
    }

    /// <summary>What the reader holds, in canonical order.</summary>
    public List<string> Lines() =>
        [.. _copy.OrderBy(pair => pair.Key.Item1).ThenBy(pair => pair.Key.Item2, StringComparer.Ordinal).Select(pair => pair.Value)];

    /// <summary>Asserts that the copy is the map within the box.</summary>
    public async Task AssertIsMapAsync(int pageSize = 1000)
    {
        var expected = new List<string>();
        foreach (var collection in MapCollections.All)
        {
            string? after = null;
            while (true)
            {
                var page = await map.QueryAsync(
                    new FeatureQuery(collection, box, after, pageSize), TestContext.Current.CancellationToken);
                expected.AddRange(page.Select(feature => feature.GeoJson));
                if (page.Count < pageSize)
                    break;
                after = page[^1].Id;
            }
        }

        Assert.Equal(expected, Lines());
    }
}
