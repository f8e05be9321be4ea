using Amazon.DynamoDBv2;
using Telemetry.Conformance.Tests.PublishedMap;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.MapStore.DynamoDb;
using Telemetry.MapStore.Evidence;
using Telemetry.MapStore.Leases;
using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.Conformance.Tests.Imports;

/// <summary>Month after month on S3, DynamoDB and PostGIS comes to the same as in memory.</summary>
public sealed class ImportOnServersTests(LocalStackFixture stack) : IAsyncDisposable
{
    private readonly DynamoDbOptions _options = new() { Prefix = $"t-{Guid.NewGuid():N}" };
    private IAmazonDynamoDB? _dynamoDb;
    private Amazon.S3.IAmazonS3? _s3;
    private PostgisScratchMap? _scratch;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Run_RandomMonths_EqualsImportsInMemory(int seed)
    {
        var (onServers, served) = await OpenAsync();
        var inMemory = new InMemoryPublishedMap(TimeProvider.System);
        var reference = new BaseMapImport(
            new InMemoryBaseMapStore(), inMemory, new InMemoryEvidenceStore(), new InMemoryLeaseStore(), FusionOptions.Default,
            TimeProvider.System);
        var reader = new ReaderCopy(served, null);
        var random = new Random(seed);
        for (var month = 1; month <= 5; month++)
        {
            // The last two are the same.
            var roads = month < 4 ? Roads(random, month) : Roads(new Random(seed * 1_000), 4);
            var origin = BaseMapOrigin.OpenStreetMap("month.osm.pbf");

            var report = await onServers.RunAsync(roads, origin, null, Cancelled);
            var expected = await reference.RunAsync(roads, origin, null, Cancelled);

            Assert.Equal((expected.BaseMap, expected.IsNew, expected.Version), (report.BaseMap, report.IsNew, report.Version));
            Assert.Equal(expected.Segments, report.Segments);
            Assert.Equal(expected.Feed.Collections, report.Feed.Collections);
            Assert.Equal(
                await inMemory.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled),
                await served.ReadCanonicalAsync(Cancelled).ToListAsync(Cancelled));
            await (await reader.ReadAllAsync(1_000)).AssertIsMapAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_scratch is not null)
            await _scratch.DisposeAsync();
        foreach (var table in _dynamoDb is null ? [] : new[] { "evidence", "leases" })
            await _dynamoDb!.DeleteTableAsync($"{_options.Prefix}-{table}", CancellationToken.None);
        _dynamoDb?.Dispose();
        _s3?.Dispose();
    }

    private async Task<(BaseMapImport Import, IPublishedMap Map)> OpenAsync()
    {
        var endpoints = stack.Endpoints;
        _scratch = await PostgisScratchMap.OpenAsync(stack);
        (_dynamoDb, _s3) = (endpoints.DynamoDb(), endpoints.S3());
        var baseMaps = new S3BaseMapStore(_s3, new S3BaseMapOptions { Bucket = $"t-{Guid.NewGuid():N}" });
        var evidence = new DynamoDbEvidenceStore(_dynamoDb, _options, TimeProvider.System);
        var leases = new DynamoDbLeaseStore(_dynamoDb, _options, TimeProvider.System);
        await Task.WhenAll(baseMaps.PrepareAsync(Cancelled), evidence.PrepareAsync(Cancelled), leases.PrepareAsync(Cancelled));
        return (new BaseMapImport(baseMaps, _scratch.Map, evidence, leases, FusionOptions.Default, TimeProvider.System), _scratch.Map);
    }

    /// <summary>Some 1,200 of 1,500 roads, spread over many cells; limits, lines and names differ from month to month here and there.</summary>
    private static ImportedRoads Roads(Random random, int month)
    {
        var plane = new LocalProjection(GeoPoint.FromDegrees(8.69, 49.41));
        var roads = new List<RoadSegment>();
        for (var way = 0; way < 1_500; way++)
        {
            if (random.Next(5) == 0)
                continue;
            var at = new PlanarPoint(way % 40 * 700, way / 40 * 700 + (random.Next(10) == 0 ? month * 40 : 0));
            GeoPoint[] line = [plane.ToGeo(at), plane.ToGeo(at + new PlanarPoint(300, 5)), plane.ToGeo(at + new PlanarPoint(600, 0))];
            SpeedLimit? limit = random.Next(4) == 0 ? null : SpeedLimit.Kmh(random.Next(8) == 0 ? 10 * month : 50);
            roads.Add(new RoadSegment
            {
                Id = SegmentIds.Of(way, 2 * way, 2 * way + 1, 0), OsmWayId = way, OsmFromNodeId = 2 * way, OsmToNodeId = 2 * way + 1,
                Line = [.. line], LengthM = Sphere.LengthM(line), Class = RoadClass.Residential, ForwardAllowed = true,
                BackwardAllowed = true, ForwardLimit = limit, BackwardLimit = limit, Name = random.Next(9) == 0 ? $"Month {month}" : "Road",
            });
        }

        return ImportedRoads.Of(roads);
    }
}
