using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>maxspeed</c> and the keys around it, after https://wiki.openstreetmap.org/wiki/Key:maxspeed. For each direction the first
/// of these counts as tagged: <c>maxspeed:motorcar</c>, <c>maxspeed:motor_vehicle</c>, <c>maxspeed</c>, each for the direction first;
/// <c>maxspeed:lanes</c>, the fastest lane; <c>maxspeed:variable</c>; a number posted for a zone (<c>zone:maxspeed=30</c>,
/// <c>source:maxspeed=DE:zone:30</c>). A zone without a number (<c>source:maxspeed=DE:urban</c>) is a zone and no tagged limit. Pure.
/// </summary>
internal static class MaxspeedTags
{
    // Each with the direction, then without, before the next.
    private static readonly string[] s_plainKeys = ["maxspeed:motorcar", "maxspeed:motor_vehicle", "maxspeed"];

    // What names a zone, most reliable first. A number without a country is a limit in the last only: elsewhere it is a stray.
    private static readonly string[] s_zoneKeys = ["zone:traffic", "source:maxspeed", "maxspeed:type", "maxspeed:source", ZoneMaxspeed];

    private const string ZoneMaxspeed = "zone:maxspeed";

    /// <summary>What the tags say, whether or not cars may drive both directions.</summary>
    public static RoadLimits Read(OsmTags tags, TagFindings findings)
    {
        var hasMaxspeed = tags.HasPrefix("maxspeed");
        var reader = new ValueReader(tags, findings);
        SpeedLimit? forward = null, backward = null;
        if (hasMaxspeed)
        {
            (forward, backward) = ReadPlain(reader);
            forward ??= reader.FastestLane("maxspeed:lanes:forward") ?? reader.FastestLane("maxspeed:lanes");
            backward ??= reader.FastestLane("maxspeed:lanes:backward") ?? reader.FastestLane("maxspeed:lanes");
            if (tags["maxspeed:variable"] is { } variable and not "no")
                (forward, backward) = (forward ?? SpeedLimit.Variable, backward ?? SpeedLimit.Variable);
        }

        if (hasMaxspeed || tags.HasPrefix("zone:") || tags.HasPrefix("source:maxspeed"))
        {
            var posted = ReadZones(tags, reader);
            (forward, backward) = (forward ?? posted, backward ?? posted);
        }

        if (reader.Zone == LimitZone.Unknown && tags.Has("motorroad", "yes"))
            reader.Zone = LimitZone.Motorroad;
        var conditional = hasMaxspeed ? ConditionalMaxspeedTags.Read(tags, ref forward, ref backward, findings) : [];
        return new RoadLimits(forward, backward, conditional, reader.Zone, reader.Country);
    }

    private static (SpeedLimit? Forward, SpeedLimit? Backward) ReadPlain(ValueReader reader)
    {
        SpeedLimit? forward = null, backward = null;
        foreach (var key in s_plainKeys)
        {
            forward ??= reader.Limit(key + ":forward");
            backward ??= reader.Limit(key + ":backward");
            var both = reader.Limit(key);
            (forward, backward) = (forward ?? both, backward ?? both);
        }

        return (forward, backward);
    }

    private static SpeedLimit? ReadZones(OsmTags tags, ValueReader reader)
    {
        SpeedLimit? posted = null;
        foreach (var key in s_zoneKeys)
        {
            if (tags[key] is not { } text || !MaxspeedValue.TryRead(text, out var value))
                continue;
            reader.Note(value);
            if (value.IsStated && (value.Country is not null || key == ZoneMaxspeed))
                posted ??= value.Limit;
        }

        return posted;
    }

    /// <summary>Reads values of keys and gathers which zone and country they name.</summary>
    private sealed class ValueReader(OsmTags tags, TagFindings findings)
    {
        public LimitZone Zone { get; set; }

        public string? Country { get; private set; }

        public SpeedLimit? Limit(string key) => tags[key] is { } text ? Limit(key, text, text) : null;

        /// <summary>The highest limit of a value with a part for each lane: a car may take that lane.</summary>
        public SpeedLimit? FastestLane(string key)
        {
            if (tags[key] is not { } text)
                return null;
            SpeedLimit? fastest = null;
            foreach (var lane in text.Split('|'))
                if (lane.Length > 0 && Limit(key, lane, text) is { } limit && (fastest is null || Rank(limit) > Rank(fastest.Value)))
                    fastest = limit;
            return fastest;
        }

        public void Note(in MaxspeedValue value)
        {
            if (Zone == LimitZone.Unknown)
                Zone = value.Zone;
            Country ??= value.Country;
        }

        private SpeedLimit? Limit(string key, string text, string whole)
        {
            if (MaxspeedValue.TryRead(text, out var value))
                Note(value);
            if (value.Limit is null)
                findings.Add(TagFinding.UnreadLimit, key, whole);
            return value.Limit;
        }

        private static int Rank(SpeedLimit limit) => limit.ValueKmh ?? (limit.Kind == SpeedLimitKind.None ? int.MaxValue : int.MaxValue - 1);
    }
}
