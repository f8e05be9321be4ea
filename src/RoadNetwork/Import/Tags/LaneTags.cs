using System.Globalization;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads <c>lanes</c>, <c>lanes:forward</c> and <c>lanes:backward</c>, after https://wiki.openstreetmap.org/wiki/Key:lanes. What one
/// of them leaves open follows from the others; an odd number that nothing divides stays unknown, but for the one lane that both
/// directions share. Pure.
/// </summary>
internal static class LaneTags
{
    // More than any road on earth has.
    private const int Most = 60;

    /// <summary>Lanes in and against the way's order; null where not known or not to be driven.</summary>
    public static (byte? Forward, byte? Backward) Read(OsmTags tags, bool isForward, bool isBackward, TagFindings findings)
    {
        if (!tags.HasPrefix("lanes"))
            return (null, null);
        var all = Number(tags, "lanes", findings);
        var forward = Number(tags, "lanes:forward", findings);
        var backward = Number(tags, "lanes:backward", findings);
        if (!isForward || !isBackward)
            return (isForward ? forward ?? all : null, isBackward ? backward ?? all : null);
        var shared = Number(tags, "lanes:both_ways", findings) ?? 0;
        forward ??= Rest(all, backward, shared);
        backward ??= Rest(all, forward, shared);
        if (forward is null && all - shared is { } split && (split % 2 == 0 || split == 1))
            forward = backward = (byte)Math.Max(1, split / 2);
        return (forward, backward);
    }

    private static byte? Rest(byte? all, byte? one, byte shared) =>
        all - one - shared is { } rest and > 0 ? (byte)rest : null;

    private static byte? Number(OsmTags tags, string key, TagFindings findings)
    {
        if (tags[key] is not { } text)
            return null;
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var lanes) && lanes is > 0 and <= Most)
            return (byte)lanes;
        findings.Add(TagFinding.UnreadLanes, key, text);
        return null;
    }
}
