using System.Security.Cryptography;
using Telemetry.AppHost.Status;
using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Published;

namespace Telemetry.AppHost.Tests;

public sealed class CanonicalMapHashTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Compute_SameFactsInAnotherOrder_IsTheSame()
    {
        var forwards = await PublishAsync("a", "b", "c");
        var backwards = await PublishAsync("c", "b", "a");

        Assert.Equal(
            await CanonicalMapHash.ComputeAsync(forwards, Cancelled), await CanonicalMapHash.ComputeAsync(backwards, Cancelled));
    }

    [Fact]
    public async Task Compute_TwoFeatures_HashesEachWithALineFeed() =>
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData("{\"id\":\"a\"}\n{\"id\":\"b\"}\n"u8)),
            await CanonicalMapHash.ComputeAsync(await PublishAsync("a", "b"), Cancelled));

    private static async Task<InMemoryPublishedMap> PublishAsync(params string[] ids)
    {
        var map = new InMemoryPublishedMap(TimeProvider.System);
        foreach (var id in ids)
        {
            var feature = new MapFeature(
                MapCollection.SpeedLimits, id, [GeoPoint.FromDegrees(8.6, 49.4), GeoPoint.FromDegrees(8.7, 49.4)], $"{{\"id\":\"{id}\"}}");
            await map.PublishAsync(
                [new Publication(new GrainId(GrainKind.Segment, id[0]), new MapRevision(1, 1), [feature], null)],
                DateTimeOffset.UnixEpoch,
                Cancelled);
        }

        return map;
    }
}
