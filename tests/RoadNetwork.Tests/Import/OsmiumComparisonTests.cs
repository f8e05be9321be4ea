using Telemetry.RoadNetwork.Import;
using Telemetry.TestKit;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>
/// Counts of an import against those of <c>osmium</c>. What differs is told one by one in <c>docs/maps.md</c>; the rules that
/// stand there are written down here once more, on osmium's reading of the file.
/// </summary>
public sealed class OsmiumComparisonTests
{
    private const string Roads =
        "w/highway=motorway,motorway_link,trunk,trunk_link,primary,primary_link,secondary,secondary_link,tertiary,tertiary_link," +
        "unclassified,road,residential,living_street,service";

    private static readonly string[] s_closed =
    [
        "no", "none", "agricultural", "agricultural_vehicles", "forestry", "emergency", "military", "bus", "psv", "taxi", "hgv", "foot",
        "bicycle", "use_sidepath",
    ];

    private static readonly string[] s_forCars = ["motorcar", "motor_vehicle", "vehicle", "access"];

    public static TheoryData<string> Maps => ["heidelberg_core", "heidelberg_highways", "helsinki_center"];

    [Theory]
    [MemberData(nameof(Maps))]
    public void Import_SharedMap_CountsWaysAsOsmiumDoes(string map)
    {
        var (path, report) = Import(map);
        var tally = report.Tally;

        Assert.Equal(Osmium.CountWays(path, Roads), tally.RoadClass);
        var ways = Osmium.Ways(path, Roads);
        Assert.Equal(ways.Count(way => way.Value.GetValueOrDefault("area") == "yes"), tally.Areas);
        Assert.Equal(ways.Count(way => way.Value.GetValueOrDefault("area") != "yes" && !Directions(way.Value).Any()), tally.ClosedToCars);
        Assert.Equal(report.Ways, tally.RoadClass - tally.Areas - tally.ClosedToCars - tally.Broken);
    }

    [Theory]
    [MemberData(nameof(Maps))]
    public void Import_SharedMap_CountsLimitsAsOsmiumDoes(string map)
    {
        var (path, report) = Import(map);
        var tally = report.Tally;
        var ways = Osmium.Ways(path, Roads);
        var drivable = ways.Where(way => way.Value.GetValueOrDefault("area") != "yes" && Directions(way.Value).Any()).ToList();

        Assert.Equal(ways.Count(way => way.Value.ContainsKey("maxspeed")), tally.Maxspeed);
        Assert.Equal(tally.Maxspeed - drivable.Count(way => way.Value.ContainsKey("maxspeed")), tally.MaxspeedNotDrivable);
        Assert.Equal(
            drivable.Count(way => !way.Value.ContainsKey("maxspeed") && Directions(way.Value).Any(direction => HasLimit(way.Value, direction))),
            tally.OtherLimitTags);
        Assert.Equal(report.TaggedLimits, tally.Maxspeed - tally.MaxspeedNotDrivable - tally.MaxspeedUnread + tally.OtherLimitTags);
    }

    private static (string Path, ImportReport Report) Import(string map)
    {
        Osmium.MustBeInstalled();
        var path = SharedData.PathOf($"osm/{map}.osm.pbf");
        return (path, RoadImporter.Import(new OsmSource(path, () => File.OpenRead(path)), null, TestContext.Current.CancellationToken).Report);
    }

    /// <summary>The directions that a car may drive at some time.</summary>
    private static IEnumerable<string> Directions(Dictionary<string, string> tags)
    {
        var oneway = tags.GetValueOrDefault("oneway:motorcar") ?? tags.GetValueOrDefault("oneway:motor_vehicle") ??
            tags.GetValueOrDefault("oneway:vehicle") ?? tags.GetValueOrDefault("oneway");
        var implied = tags.GetValueOrDefault("junction") is "roundabout" or "circular" || tags["highway"] == "motorway";
        if (oneway is not ("-1" or "reverse") && IsOpen(tags, ":forward"))
            yield return ":forward";
        if ((oneway is "-1" or "reverse" or "no" or "false" or "0" or "reversible" or "alternating" ||
            (oneway is not ("yes" or "true" or "1") && !implied)) && IsOpen(tags, ":backward"))
            yield return ":backward";
    }

    // The most specific key decides, its own condition above its plain value.
    private static bool IsOpen(Dictionary<string, string> tags, string direction)
    {
        foreach (var key in s_forCars)
        {
            foreach (var spelled in new[] { key + direction, key })
                if (tags.TryGetValue(spelled + ":conditional", out var conditional) && !s_closed.Contains(conditional.Split('@')[0].Trim()))
                    return true;
            if ((tags.GetValueOrDefault(key + direction) ?? tags.GetValueOrDefault(key)) is { } value)
                return value.Split(';').Any(one => !s_closed.Contains(one.Trim()));
        }

        return true;
    }

    /// <summary>A limit for one direction, by another key than plain <c>maxspeed</c>, or one posted for a zone.</summary>
    private static bool HasLimit(Dictionary<string, string> tags, string direction) =>
        tags.ContainsKey("maxspeed" + direction) || tags.ContainsKey("maxspeed:motorcar" + direction) ||
        tags.ContainsKey("maxspeed:motor_vehicle" + direction) ||
        tags.ContainsKey("maxspeed:lanes") || tags.ContainsKey("maxspeed:lanes" + direction) || tags.ContainsKey("maxspeed:variable") ||
        (tags.TryGetValue("zone:maxspeed", out var zone) && zone.Any(char.IsAsciiDigit)) ||
        (tags.TryGetValue("source:maxspeed", out var source) && source.Contains(':') && source.Any(char.IsAsciiDigit)) ||
        (tags.TryGetValue("maxspeed:type", out var type) && type.Contains(':') && type.Any(char.IsAsciiDigit));
}
