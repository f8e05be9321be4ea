using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>oneway</c>, after https://wiki.openstreetmap.org/wiki/Key:oneway. A road whose direction changes with the hour
/// (<c>reversible</c>, <c>alternating</c>, <c>oneway:conditional</c>) is open both ways: cars do drive it both ways. Pure.
/// </summary>
internal static class OnewayTags
{
    private static readonly string[] s_conditionalKeys =
        ["oneway:conditional", "oneway:vehicle:conditional", "oneway:motor_vehicle:conditional", "oneway:motorcar:conditional"];

    /// <summary>Takes the directions that are not to be driven out of the rules of access.</summary>
    /// <param name="tags">A way's tags.</param>
    /// <param name="impliedOneway">True where the road is one-way unless a tag says otherwise.</param>
    /// <param name="forward">Who may drive in the way's order.</param>
    /// <param name="backward">Who may drive against it.</param>
    /// <param name="findings">Takes what is not understood.</param>
    public static void Apply(OsmTags tags, bool impliedOneway, AccessRule forward, AccessRule backward, TagFindings findings)
    {
        var value = tags["oneway:motorcar"] ?? tags["oneway:motor_vehicle"] ?? tags["oneway:vehicle"] ?? tags["oneway"];
        var (isForward, isBackward) = Directions(value, impliedOneway);
        var (openForward, openBackward) = (forward.Base, backward.Base);
        if (!isForward)
            forward.Set(RoadAccess.Closed);
        if (!isBackward)
            backward.Set(RoadAccess.Closed);
        foreach (var key in s_conditionalKeys)
        {
            if (tags[key] is not { } text)
                continue;
            foreach (var clause in ConditionalTag.Read(key, text, findings))
            {
                (isForward, isBackward) = Directions(clause.Value, impliedOneway);
                forward.Except(isForward ? openForward : RoadAccess.Closed, clause.Condition);
                backward.Except(isBackward ? openBackward : RoadAccess.Closed, clause.Condition);
            }
        }
    }

    private static (bool Forward, bool Backward) Directions(string? value, bool impliedOneway) => value switch
    {
        "yes" or "true" or "1" => (true, false),
        "-1" or "reverse" => (false, true),
        "no" or "false" or "0" or "reversible" or "alternating" => (true, true),
        _ => (true, !impliedOneway),
    };
}
