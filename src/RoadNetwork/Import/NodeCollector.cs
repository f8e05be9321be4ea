using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>Takes the nodes of the second pass: those of drivable ways, and every traffic sign.</summary>
internal sealed class NodeCollector(NodeTable nodes, ProblemLog problems, CountryVote countries) : IOsmNodeSink
{
    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly HashSet<long> _signNodes = [];
    private readonly List<SignText> _read = [];

    /// <summary>Signs on nodes of drivable ways, by node.</summary>
    public List<PendingSign> OnRoads { get; } = [];

    /// <summary>Signs that stand by themselves.</summary>
    public List<PendingSign> Beside { get; } = [];

    public int MiniRoundabouts { get; private set; }

    public int IndexOf(long nodeId) => nodes.IndexOf(nodeId);

    public void Place(long nodeId, int index, GeoPoint position, OsmTags tags)
    {
        if (!nodes.Place(index, position, tags))
            problems.Add(ImportProblem.RepeatedNodeOrRelation, "node", nodeId, "");
        else if (tags.Has("highway", "mini_roundabout"))
            MiniRoundabouts++;
    }

    public void PlaceSign(long nodeId, int index, GeoPoint position, OsmTags tags)
    {
        if (!_signNodes.Add(nodeId))
            return;
        _read.Clear();
        SignTags.Read(tags, _read);
        if (_read.Count == 0)
            problems.Add(ImportProblem.LostSign, "node", nodeId, "no code");
        foreach (var text in _read)
        {
            countries.Add(SignTags.CountryOf(text.Code));
            var sign = new PendingSign(nodeId, position, text with { Code = OneOf(text.Code) });
            if (index >= 0)
            {
                nodes.MarkSign(index);
                OnRoads.Add(sign);
            }
            else if (text.IsOfAWay)
                problems.Add(ImportProblem.LostSign, "node", nodeId, $"{text.Code}: on no drivable road");
            else
                Beside.Add(sign);
        }
    }

    // A country has few codes and many signs.
    private string OneOf(string code)
    {
        if (!_codes.TryGetValue(code, out var known))
            _codes.Add(code, known = code);
        return known;
    }
}
