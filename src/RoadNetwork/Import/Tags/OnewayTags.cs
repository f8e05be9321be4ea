namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>oneway</c>, after https://wiki.openstreetmap.org/wiki/Key:oneway. A road whose direction changes with the hour
/// (<c>reversible</c>, <c>alternating</c>) is open both ways: cars do drive it both ways. Pure.
/// </summary>
internal static class OnewayTags
{
    /// <summary>The directions that cars may drive, seen from the way's order of nodes.</summary>
    public static (bool Forward, bool Backward) Read(OsmTags tags, bool impliedOneway) =>
        (tags["oneway:motorcar"] ?? tags["oneway:motor_vehicle"] ?? tags["oneway"]) switch
        {
            "yes" or "true" or "1" => (true, false),
            "-1" or "reverse" => (false, true),
            "no" or "false" or "0" or "reversible" or "alternating" => (true, true),
            _ => (true, !impliedOneway),
        };
}
