using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Tests.Cells;

namespace Telemetry.RoadNetwork.Tests.Model;

public sealed class DefaultLimitsTests
{
    private static readonly RoadSegment s_road = RoadCellCodecTests.Sample().Segments[0] with
    {
        Zone = LimitZone.Unknown, IsLink = false,
    };

    [Theory]
    [InlineData("DE", LimitZone.Urban, "50")]
    [InlineData("DE", LimitZone.Rural, "100")]
    [InlineData("DE", LimitZone.Motorroad, null)]
    [InlineData("GB", LimitZone.Rural, "60 mph")]
    [InlineData("BE", LimitZone.Rural, null)]
    [InlineData("BE-WAL", LimitZone.Rural, "90")]
    [InlineData("DE-BW", LimitZone.Rural, "100")]
    [InlineData("US", LimitZone.Urban, null)]
    [InlineData("ZZ", LimitZone.Urban, null)]
    [InlineData(null, LimitZone.Urban, null)]
    public void Of_Zone_IsTheLimitOfTheCountry(string? country, LimitZone zone, string? limit) =>
        Assert.Equal(limit, DefaultLimits.Of(country, s_road with { Class = RoadClass.Primary, Zone = zone })?.ToString());

    [Theory]
    [InlineData(RoadClass.Motorway, false, "none")]
    [InlineData(RoadClass.Motorway, true, null)]
    [InlineData(RoadClass.LivingStreet, false, "7")]
    [InlineData(RoadClass.Residential, false, "50")]
    [InlineData(RoadClass.Primary, false, null)]
    [InlineData(RoadClass.Service, false, null)]
    public void Of_NoZone_FollowsTheClassWhereItTells(RoadClass roadClass, bool isLink, string? limit) =>
        Assert.Equal(limit, DefaultLimits.Of("DE", s_road with { Class = roadClass, IsLink = isLink })?.ToString());

    [Fact]
    public void Of_TaggedLimit_ChangesNothing() => Assert.Equal(
        DefaultLimits.Of("FR", s_road with { Zone = LimitZone.Rural, ForwardLimit = null }),
        DefaultLimits.Of("FR", s_road with { Zone = LimitZone.Rural, ForwardLimit = Contracts.Limits.SpeedLimit.Kmh(30) }));

    [Fact]
    public void Of_EveryCountry_IsSlowerInTownsThanBetweenThem()
    {
        var known = 0;
        foreach (var country in from a in Letters() from b in Letters() select $"{a}{b}")
        {
            var limits = Enum.GetValues<LimitZone>().Select(zone => DefaultLimits.Of(country, s_road with { Class = RoadClass.Primary, Zone = zone })?.ValueKmh).ToList();
            known += limits.Any(limit => limit is not null) ? 1 : 0;
            Assert.All(limits, limit => Assert.True(limit is null or (>= 5 and <= 140), $"{country}: {limit}"));
            int? urban = limits[(int)LimitZone.Urban], rural = limits[(int)LimitZone.Rural], motorway = limits[(int)LimitZone.Motorway];
            Assert.False(limits[(int)LimitZone.LivingStreet] > urban || urban > rural || rural > motorway, country);
        }

        Assert.True(known > 60);
    }

    private static IEnumerable<char> Letters() => Enumerable.Range('A', 26).Select(letter => (char)letter);
}
