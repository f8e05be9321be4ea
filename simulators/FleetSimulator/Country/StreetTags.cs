using System.Globalization;
using Telemetry.FleetSimulator.OsmFiles;
using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Country;

/// <summary>Tags of roads, spelled and spread about as in German extracts: three streets in four say their limit.</summary>
internal sealed class StreetTags(SimulationRandom random)
{
    private static readonly string[] s_names =
    [
        "Bahnhofstraße", "Hauptstraße", "Gartenstraße", "Schulstraße", "Lindenweg", "Am Berg", "Mühlweg", "Kirchgasse",
        "Rosenweg", "Bergstraße", "Ringstraße", "Wiesenweg", "Amselweg", "Birkenweg", "Feldstraße", "Waldstraße",
    ];

    /// <summary>The tags of one way of a residential street.</summary>
    public List<OsmTag> Side(string name)
    {
        var living = random.Chance(0.06);
        List<OsmTag> tags = [new("highway", living ? "living_street" : "residential"), new("name", name)];
        if (living)
            Add(tags, 0.5, "maxspeed", "walk");
        else if (random.Chance(0.75))
        {
            tags.Add(new OsmTag("maxspeed", random.Chance(0.85) ? "30" : "50"));
            Add(tags, 0.3, "zone:maxspeed", "DE:30");
        }

        Add(tags, 0.12, "oneway", "yes");
        Add(tags, 0.6, "surface", "asphalt");
        Add(tags, 0.4, "lit", "yes");
        return tags;
    }

    /// <summary>The tags of one way of a town's main street.</summary>
    public List<OsmTag> Main(string name)
    {
        List<OsmTag> tags = [new("highway", "tertiary"), new("name", name)];
        if (random.Chance(0.1))
        {
            tags.Add(new OsmTag("maxspeed:forward", "30"));
            tags.Add(new OsmTag("maxspeed:backward", "50"));
        }
        else
            tags.Add(new OsmTag("maxspeed", random.Chance(0.2) ? "DE:urban" : "50"));
        Add(tags, 0.15, "maxspeed:conditional", "30 @ (22:00-06:00)");
        Add(tags, 0.3, "source:maxspeed", "DE:urban");
        Add(tags, 0.3, "lanes", "2");
        tags.Add(new OsmTag("surface", "asphalt"));
        return tags;
    }

    /// <summary>The tags of one way of a road between towns.</summary>
    public List<OsmTag> Rural(int reference)
    {
        List<OsmTag> tags =
        [
            new("highway", reference % 7 == 0 ? "primary" : "secondary"),
            new("ref", string.Create(CultureInfo.InvariantCulture, $"L {reference}")),
        ];
        Add(tags, 0.72, "maxspeed", random.Below(6) switch { 0 => "50", 1 or 2 => "70", 3 => "DE:rural", _ => "100" });
        Add(tags, 0.05, "maxspeed:conditional", "80 @ wet");
        Add(tags, 0.05, "width", "6.5");
        tags.Add(new OsmTag("surface", "asphalt"));
        return tags;
    }

    /// <summary>The tags of a lane behind houses or of something that is no road.</summary>
    public List<OsmTag> Minor() => random.Below(10) switch
    {
        < 5 => [new("highway", "service"), new("service", random.Chance(0.5) ? "driveway" : "parking_aisle")],
        < 6 => [new("highway", "service"), new("access", "private")],
        < 8 => [new("highway", "footway")],
        _ => [new("highway", "track"), new("tracktype", "grade2")],
    };

    public string Name(int town, bool isRow, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{s_names[(town + number * 5 + (isRow ? 0 : 3)) % s_names.Length]} {(isRow ? 1 : 2)}{number}");

    private void Add(List<OsmTag> tags, double probability, string key, string value)
    {
        if (random.Chance(probability))
            tags.Add(new OsmTag(key, value));
    }
}
