using Telemetry.RoadNetwork.Import;

namespace Telemetry.RoadNetwork.Tests.Import;

/// <summary>Tags written as <c>key=value</c>.</summary>
internal sealed class OsmTagsBuilder
{
    public OsmTagsBuilder(params string[] tags)
    {
        foreach (var tag in tags.Select(tag => tag.Split('=', 2)))
            Tags.Add(tag[0], tag[1]);
    }

    public OsmTags Tags { get; } = new();
}
