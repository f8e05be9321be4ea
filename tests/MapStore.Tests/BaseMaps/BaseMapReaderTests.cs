using System.Collections.Immutable;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.MapStore.BaseMaps;
using Telemetry.RoadNetwork.Cells;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.Tests.BaseMaps;

public sealed class BaseMapReaderTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_NoBaseMap_IsNull()
    {
        var reader = new ImportBench().Reader();

        Assert.Null(await reader.FindNewestAsync(Token));
        Assert.Null(await reader.FindAsync(3, Token));
    }

    [Fact]
    public async Task LoadCells_OfSomeCells_HasTheirSegmentsOnce()
    {
        var (bench, manifest) = await ImportedAsync();
        var home = DrawnRoads.Road(1).HomeCell;

        var loaded = await bench.Reader().LoadCellsAsync(manifest, [home, home, new CellId(1, 1)], Token);

        var expected = DrawnRoads.Roads(1, 20).Segments.Where(s => RoadCells.CellsOf(s).Contains(home)).Select(s => s.Id);
        Assert.Equal(expected, loaded.Select(s => s.Id));
        Assert.InRange(loaded.Count, 1, 19);
    }

    [Fact]
    public async Task FindSegment_AnyHint_FindsIt()
    {
        var (bench, manifest) = await ImportedAsync();
        var elsewhere = DrawnRoads.Road(1).HomeCell;
        foreach (var segment in DrawnRoads.Roads(1, 20).Segments)
            foreach (var hint in new CellId?[] { segment.HomeCell, elsewhere, new CellId(1, 1), null })
                Assert.Equal(segment.OsmWayId, (await bench.Reader().FindSegmentAsync(manifest, segment.Id, hint, Token))!.OsmWayId);
    }

    [Fact]
    public async Task FindSegment_NotOnTheMap_IsNull()
    {
        var (bench, manifest) = await ImportedAsync();

        Assert.Null(await bench.Reader().FindSegmentAsync(manifest, new SegmentId(1), DrawnRoads.Road(1).HomeCell, Token));
    }

    [Fact]
    public async Task LoadCells_Cached_AsksTheStoreNoMore()
    {
        var (bench, manifest) = await ImportedAsync();
        var faults = new Faults(manifest.Cells.Length);
        var reader = new BaseMapReader(faults.Over(bench.Store), new BaseMapReaderOptions());

        var first = await reader.LoadAllAsync(manifest, Token);
        var second = await reader.LoadAllAsync(manifest, Token);

        Assert.Equal(first, second);
        Assert.False(faults.Happened);
    }

    [Fact]
    public async Task LoadRestrictions_OfAMap_AreThoseImportedEachOnce()
    {
        var roads = DrawnRoads.Roads(1, 20);
        ImmutableArray<TurnRestriction> restrictions =
        [
            .. roads.Segments.Zip(roads.Segments.Skip(1), (from, to) => new TurnRestriction(
                [new(from.Id, TravelDirection.Forward), new(to.Id, TravelDirection.Backward)], from.OsmWayId, "wet")).Order(),
        ];
        var bench = new ImportBench();
        await bench.ImportAsync(roads with { TurnRestrictions = restrictions, Country = "DE" });
        var manifest = (await bench.Reader().FindNewestAsync(Token))!;

        Assert.True(manifest.Cells.Length > 1);
        Assert.Equal("DE", manifest.Country);
        Assert.Equal(restrictions, await bench.Reader().LoadRestrictionsAsync(manifest, Token));
    }

    [Fact]
    public async Task LoadCells_DamagedForeignOrMissing_IsUnavailableNotEmpty()
    {
        var (bench, manifest) = await ImportedAsync();
        var cell = manifest.Cells[0].Cell;
        var bytes = (await bench.Store.GetCellAsync(1, cell, Token))!.Value.ToArray();

        bytes[^20] ^= 1;
        await AssertUnavailableAsync(bytes);
        await AssertUnavailableAsync(RoadCellCodec.Encode(new RoadCell(cell, [])));
        await AssertUnavailableAsync((await bench.Store.GetCellAsync(1, manifest.Cells[1].Cell, Token))!.Value);
        var empty = new BaseMapReader(new InMemoryBaseMapStore(), new BaseMapReaderOptions());
        await Assert.ThrowsAsync<BackendUnavailableException>(() => empty.LoadCellsAsync(manifest, [cell], Token));

        async Task AssertUnavailableAsync(ReadOnlyMemory<byte> damaged)
        {
            await bench.Store.PutCellAsync(1, cell, damaged, Token);
            var fault = await Assert.ThrowsAsync<BackendUnavailableException>(() => bench.Reader().LoadCellsAsync(manifest, [cell], Token));
            Assert.IsType<BaseMapFormatException>(fault.InnerException);
        }
    }

    [Fact]
    public async Task Find_ManifestOfAnotherNumberOrDamaged_IsUnavailable()
    {
        var (bench, manifest) = await ImportedAsync();
        await bench.Store.PutManifestAsync(2, BaseMapManifestCodec.Encode(manifest), Token);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => bench.Reader().FindNewestAsync(Token));
        await bench.Store.PutManifestAsync(2, new byte[] { 1, 2, 3 }, Token);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => bench.Reader().FindNewestAsync(Token));
    }

    [Fact]
    public void CellCache_Full_DropsTheCellUsedLongestAgo()
    {
        var cache = new CellCache(maxSegments: 2);
        var road = DrawnRoads.Road(1);
        for (var row = 1; row <= 2; row++)
            cache.Add(1, new RoadCell(new CellId(row, 0), [road]));

        Assert.NotNull(cache.Find(1, new CellId(1, 0)));
        cache.Add(1, new RoadCell(new CellId(3, 0), [road]));

        Assert.NotNull(cache.Find(1, new CellId(1, 0)));
        Assert.Null(cache.Find(1, new CellId(2, 0)));
        Assert.Null(cache.Find(2, new CellId(1, 0)));
    }

    private static async Task<(ImportBench Bench, BaseMapManifest Manifest)> ImportedAsync()
    {
        var bench = new ImportBench();
        await bench.ImportAsync(DrawnRoads.Roads(1, 20));
        return (bench, (await bench.Reader().FindNewestAsync(Token))!);
    }
}
