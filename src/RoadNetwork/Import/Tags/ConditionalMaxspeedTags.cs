using System.Collections.Immutable;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>maxspeed:conditional</c> and tells limits for cars from those for others (<c>maxspeed:hgv</c>, <c>60 @ (trailer)</c>).
/// Pure.
/// </summary>
internal static class ConditionalMaxspeedTags
{
    private const string Conditional = ":conditional";

    private static readonly (string Key, TravelDirection? Direction)[] s_keys =
    [
        .. from key in new[] { "maxspeed", "maxspeed:motor_vehicle", "maxspeed:motorcar" }
           from direction in new (string Suffix, TravelDirection? Direction)[]
           {
               ("", null), (":forward", TravelDirection.Forward), (":backward", TravelDirection.Backward),
           }
           select (key + direction.Suffix + Conditional, direction.Direction),
    ];

    // Keys that begin so and are read elsewhere or say nothing of a limit.
    private static readonly string[] s_otherKeys =
    [
        "maxspeed:forward", "maxspeed:backward", "maxspeed:motorcar", "maxspeed:motor_vehicle", "maxspeed:lanes",
        "maxspeed:variable", "maxspeed:wet", "maxspeed:conditional", "maxspeed:type", "maxspeed:source", "maxspeed:signed",
        "maxspeed:sign", "maxspeed:reason", "maxspeed:note", "maxspeed:date", "maxspeed:check", "maxspeed:advi", "maxspeed:practical",
        "maxspeed:zone", "maxspeed:urban",
    ];

    /// <summary>The limits that hold for cars at times; a limit for what every car is takes the place of the plain one.</summary>
    public static ImmutableArray<ConditionalLimit> Read(
        OsmTags tags, ref SpeedLimit? forward, ref SpeedLimit? backward, TagFindings findings)
    {
        if (!tags.HasPrefix("maxspeed:"))
            return [];
        CountOthers(tags, findings);
        var taker = new ClauseTaker(findings) { Forward = forward, Backward = backward };
        foreach (var (key, direction) in s_keys)
            if (tags[key] is { } text)
                foreach (var clause in ConditionalTag.Read(key, text, findings))
                    taker.Take(key, text, direction, clause);

        // What maxspeed:conditional=80 @ wet was before there were conditions.
        if (tags["maxspeed:wet"] is { } wet)
            taker.Take("maxspeed:wet", wet, null, new ConditionalClause(wet, CarCondition.Read("wet")));
        (forward, backward) = (taker.Forward, taker.Backward);
        return [.. taker.Found.Distinct()];
    }

    private static void CountOthers(OsmTags tags, TagFindings findings)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            var (key, value) = tags.At(i);
            if (key.StartsWith("maxspeed:", StringComparison.Ordinal) &&
                !Array.Exists(s_otherKeys, other => key.StartsWith(other, StringComparison.Ordinal)))
                findings.Add(TagFinding.LimitForOthers, key, value);
        }
    }

    /// <summary>Sorts clauses into limits that hold always and limits that hold at times.</summary>
    private sealed class ClauseTaker(TagFindings findings)
    {
        public SpeedLimit? Forward { get; set; }

        public SpeedLimit? Backward { get; set; }

        public List<ConditionalLimit> Found { get; } = [];

        public void Take(string key, string text, TravelDirection? direction, in ConditionalClause clause)
        {
            if (clause.Condition.Kind == CarConditionKind.Never)
                findings.Add(TagFinding.LimitForOthers, key, text);
            else if (!MaxspeedValue.TryRead(clause.Value, out var value) || value.Limit is not { } limit)
                findings.Add(TagFinding.UnreadLimit, key, text);
            else
            {
                if (direction != TravelDirection.Backward)
                    Forward = Take(TravelDirection.Forward, limit, clause.Condition) ?? Forward;
                if (direction != TravelDirection.Forward)
                    Backward = Take(TravelDirection.Backward, limit, clause.Condition) ?? Backward;
            }
        }

        // The limit itself where it holds always.
        private SpeedLimit? Take(TravelDirection direction, SpeedLimit limit, in CarCondition condition)
        {
            if (condition.Kind == CarConditionKind.Always)
                return limit;
            Found.Add(new ConditionalLimit(direction, limit, condition.Text));
            return null;
        }
    }
}
