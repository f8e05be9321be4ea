using Telemetry.FleetSimulator.Country;
using Telemetry.RoadNetwork.Import;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.Tests.Country;

public sealed class GeneratedCountryTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(5_000, 2)]
    [InlineData(20_000, 77)]
    public void Write_AnySize_ImportsAsManySegmentsAsItSays(int segments, ulong seed)
    {
        var (bytes, size) = Write(segments, seed);
        var roads = Import(bytes);

        Assert.InRange(size.Segments, segments * 0.98, segments + 1_000);
        Assert.InRange(roads.Report.Segments, size.Segments - 3 * size.Towns, size.Segments + 3 * size.Towns);
        Assert.InRange(roads.Report.Ways, 1, size.Ways);
    }

    [Fact]
    public void Write_SameSeed_IsTheSameBytesAndAnotherSeedOthers()
    {
        Assert.Equal(Write(3_000, 5).Bytes, Write(3_000, 5).Bytes);
        Assert.NotEqual(Write(3_000, 5).Bytes, Write(3_000, 6).Bytes);
    }

    [Fact]
    public void Write_Country_HoldsWhatAnImportMeetsInRealExtracts()
    {
        var roads = Import(Write(30_000, 3).Bytes);

        Assert.Contains(roads.Segments, s => s.Class == RoadClass.Secondary);
        Assert.Contains(roads.Segments, s => s.Class == RoadClass.LivingStreet);
        Assert.Contains(roads.Segments, s => s.ForwardLimit is null);
        Assert.Contains(roads.Segments, s => s.ForwardAllowed != s.BackwardAllowed);
        Assert.Contains(roads.Segments, s => s.ForwardAllowed && s.BackwardAllowed && s.ForwardLimit != s.BackwardLimit);
        Assert.Contains(roads.Segments, s => s.BlockedAtTo);
        Assert.True(roads.Report is { Areas: > 0, Problems: { MissingNodes: > 0, ShortWays: > 0, UnreadLimits: > 0, ZeroLengthSegments: > 0 } });
    }

    private static (byte[] Bytes, CountrySize Size) Write(int segments, ulong seed)
    {
        using var file = new MemoryStream();
        var size = GeneratedCountry.Write(file, segments, seed, TestContext.Current.CancellationToken);
        return (file.ToArray(), size);
    }

    private static ImportedRoads Import(byte[] bytes) => RoadImporter.Import(
        new OsmSource("country.osm.pbf", () => new MemoryStream(bytes)), null, TestContext.Current.CancellationToken);
}
