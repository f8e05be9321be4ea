using System.Collections.Immutable;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads the tags of a relation <c>type=restriction</c>, after https://wiki.openstreetmap.org/wiki/Relation:restriction:
/// <c>restriction:motorcar</c> before <c>restriction:motor_vehicle</c> before <c>restriction</c>, with <c>:conditional</c>, <c>except</c>
/// and the older <c>day_on</c> … <c>hour_off</c>. Pure.
/// </summary>
internal static class RestrictionTags
{
    private static readonly string[] s_keys = ["restriction:motorcar", "restriction:motor_vehicle", "restriction"];

    /// <summary>The rules for cars.</summary>
    /// <param name="tags">The relation's tags.</param>
    /// <param name="findings">Takes conditions that are not understood.</param>
    /// <returns>Null where the tags are of no known kind; empty where they do not concern cars.</returns>
    public static ImmutableArray<TurnRule>? Read(OsmTags tags, TagFindings findings)
    {
        if (tags["except"]?.Split(';', StringSplitOptions.TrimEntries) is { } exceptions &&
            Array.Exists(exceptions, vehicle => vehicle is "motorcar" or "motor_vehicle" or "vehicle"))
            return [];
        foreach (var key in s_keys)
        {
            var (plain, conditional) = (tags[key], tags[key + ":conditional"]);
            if ((plain ?? conditional) is not null)
                return Rules(tags, key, plain, conditional, findings);
        }

        return tags.HasPrefix("restriction:") ? [] : null;
    }

    private static ImmutableArray<TurnRule>? Rules(OsmTags tags, string key, string? plain, string? conditional, TagFindings findings)
    {
        var rules = ImmutableArray.CreateBuilder<TurnRule>();
        if (plain is not null)
        {
            if (!TryReadKind(plain, out var rule))
                return null;
            rules.Add(rule with { Condition = Hours(tags) });
        }

        if (conditional is not null)
            foreach (var clause in ConditionalTag.Read(key + ":conditional", conditional, findings))
                Take(clause, rules);
        return rules.ToImmutable();
    }

    private static void Take(in ConditionalClause clause, ImmutableArray<TurnRule>.Builder rules)
    {
        var isAlways = clause.Condition.Kind == CarConditionKind.Always;
        if (clause.Condition.Kind == CarConditionKind.Never)
            return;
        if (TryReadKind(clause.Value, out var rule))
            rules.Add(rule with { Condition = isAlways ? null : clause.Condition.Text });
        else if (clause.Value is "none" or "no" && isAlways)
            rules.Clear();
        else if (clause.Value is "none" or "no")
            for (var i = 0; i < rules.Count; i++)
                rules[i] = rules[i] with { Condition = $"NOT ({clause.Condition.Text})" };
    }

    private static bool TryReadKind(string text, out TurnRule rule)
    {
        const string No = "no_", Only = "only_";
        var isOnly = text.StartsWith(Only, StringComparison.Ordinal);
        rule = default;
        if (!isOnly && !text.StartsWith(No, StringComparison.Ordinal))
            return false;
        TurnKind? kind = text[(isOnly ? Only : No).Length..] switch
        {
            "left_turn" => TurnKind.Left,
            "right_turn" => TurnKind.Right,
            "straight_on" => TurnKind.Straight,
            "u_turn" => TurnKind.UTurn,
            "entry" or "exit" when !isOnly => TurnKind.Any,
            _ => null,
        };
        rule = new TurnRule(kind.GetValueOrDefault(), isOnly, null);
        return kind is not null;
    }

    // Keys that conditional restrictions replaced, still on many relations.
    private static string? Hours(OsmTags tags)
    {
        string days = Range(tags["day_on"], tags["day_off"]), hours = Range(Hour(tags["hour_on"]), Hour(tags["hour_off"]));
        var text = (days + " " + hours).Trim();
        return text.Length > 0 ? text : null;
    }

    private static string Range(string? from, string? to) => (from, to) switch
    {
        (null, null) => "",
        (null, _) => to,
        (_, null) => from,
        _ => from == to ? from : $"{from}-{to}",
    };

    private static string? Hour(string? text) => text switch
    {
        null => null,
        [var hour] => $"0{hour}:00",
        [_, _] => $"{text}:00",
        _ => text,
    };
}
