using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads access for cars, after https://wiki.openstreetmap.org/wiki/Key:access: the most specific of <c>motorcar</c>,
/// <c>motor_vehicle</c>, <c>vehicle</c> and <c>access</c> decides, in each the one for the direction comes first, and
/// <c>:conditional</c> outranks the plain value of the same key. Roads with limited access (<c>private</c>, <c>destination</c>,
/// <c>customers</c>, <c>permit</c> …) are in: cars do drive them, and a map that left them out would match those drives to the next
/// road or learn them as missing. Roads that no ordinary car may use at any time are out. Pure.
/// </summary>
internal static class AccessTags
{
    private const string Conditional = ":conditional";

    // Most specific last.
    private static readonly string[] s_keys = ["access", "vehicle", "motor_vehicle", "motorcar"];

    /// <summary>The rules in and against a way's order.</summary>
    public static (AccessRule Forward, AccessRule Backward) Read(OsmTags tags, TagFindings findings)
    {
        AccessRule forward = new(), backward = new();
        foreach (var key in s_keys)
        {
            if (!tags.HasPrefix(key))
                continue;
            if (tags[key] is { } both)
            {
                forward.Set(AccessOf(both));
                backward.Set(AccessOf(both));
            }

            if (tags[key + ":forward"] is { } onlyForward)
                forward.Set(AccessOf(onlyForward));
            if (tags[key + ":backward"] is { } onlyBackward)
                backward.Set(AccessOf(onlyBackward));
            Except(tags, key + Conditional, findings, forward, backward);
            Except(tags, key + ":forward" + Conditional, findings, forward);
            Except(tags, key + ":backward" + Conditional, findings, backward);
        }

        return (forward, backward);
    }

    /// <summary>True where the access tags of a node let cars pass at some time; null where it has none.</summary>
    public static bool? AtNode(OsmTags tags) => Array.Exists(s_keys, key => tags[key] is not null || tags[key + Conditional] is not null)
        ? Read(tags, new TagFindings()).Forward.IsOpenAtTimes
        : null;

    /// <summary>The access that a value gives. A list names who may pass: the most open of its members counts.</summary>
    internal static RoadAccess AccessOf(string value) =>
        value.Contains(';') ? value.Split(';', StringSplitOptions.TrimEntries).Min(AccessOfOne) : AccessOfOne(value);

    // A value that nobody documented closes nothing.
    private static RoadAccess AccessOfOne(string value) => value switch
    {
        "no" or "none" or "agricultural" or "agricultural_vehicles" or "forestry" or "emergency" or "military" or "bus" or "psv"
            or "taxi" or "hgv" or "foot" or "bicycle" or "use_sidepath" => RoadAccess.Closed,
        "private" or "employees" or "restricted" => RoadAccess.Private,
        "permit" or "residents" or "resident" => RoadAccess.Permit,
        "customers" or "customer" => RoadAccess.Customers,
        "delivery" => RoadAccess.Delivery,
        "destination" => RoadAccess.Destination,
        _ => RoadAccess.Open,
    };

    private static void Except(OsmTags tags, string key, TagFindings findings, params ReadOnlySpan<AccessRule> rules)
    {
        if (tags[key] is not { } text)
            return;
        foreach (var clause in ConditionalTag.Read(key, text, findings))
            foreach (var rule in rules)
                rule.Except(AccessOf(clause.Value), clause.Condition);
    }
}
