namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads access for cars, after https://wiki.openstreetmap.org/wiki/Key:access: the most specific of <c>motorcar</c>,
/// <c>motor_vehicle</c>, <c>vehicle</c> and <c>access</c> decides, and in each the one for the direction comes first.
/// Roads with limited access (<c>private</c>, <c>destination</c>, <c>customers</c>, <c>permit</c> …) are in: cars do drive
/// them, and a map that left them out would match those drives to the next road or learn them as missing. Roads that no
/// ordinary car may use at any time are out. Pure.
/// </summary>
internal static class AccessTags
{
    private static readonly string[] s_keys = ["motorcar", "motor_vehicle", "vehicle", "access"];

    /// <summary>True where cars may drive in a direction.</summary>
    /// <param name="tags">A way's tags.</param>
    /// <param name="direction"><c>:forward</c> or <c>:backward</c>.</param>
    public static bool AllowCars(OsmTags tags, string direction)
    {
        foreach (var key in s_keys)
            if ((tags[key + direction] ?? tags[key]) is { } value)
                return Allows(value);
        return true;
    }

    /// <summary>What the access tags of a node say; null where it has none.</summary>
    public static bool? AtNode(OsmTags tags)
    {
        foreach (var key in s_keys)
            if (tags[key] is { } value)
                return Allows(value);
        return null;
    }

    // A list names who may pass; a car may if it is among them.
    private static bool Allows(string value) => Array.Exists(value.Split(';', StringSplitOptions.TrimEntries), AllowsOne);

    private static bool AllowsOne(string value) => value is not
        ("no" or "agricultural" or "forestry" or "emergency" or "military" or "bus" or "psv" or "taxi" or "hgv" or "foot"
        or "bicycle" or "use_sidepath" or "agricultural_vehicles" or "none");
}
