namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What was found in the tags of one element besides their meaning. Used again from element to element.</summary>
internal sealed class TagFindings
{
    private readonly List<(TagFinding Finding, string Tag)> _found = [];

    /// <summary>The findings, each with its tag as <c>key=value</c>.</summary>
    public IReadOnlyList<(TagFinding Finding, string Tag)> Found => _found;

    public void Clear() => _found.Clear();

    public void Add(TagFinding finding, string key, string value) => _found.Add((finding, $"{key}={value}"));
}
