using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Graph;

namespace Telemetry.LearningEvaluation.Worlds;

/// <summary>
/// What contributions said of every directed base segment: passes, and limits held along it. For diagnosis only: what is learned does not
/// depend on it. Not thread-safe.
/// </summary>
public sealed class VoteLog
{
    private readonly RoadGraph _baseMap;
    private readonly List<(int FromDm, int ToDm, SpeedLimit Limit)>?[] _votes;
    private readonly List<(int FromDm, int ToDm)>?[] _driven;

    /// <param name="baseMap">The platform's graph.</param>
    public VoteLog(RoadGraph baseMap)
    {
        ArgumentNullException.ThrowIfNull(baseMap);
        _baseMap = baseMap;
        _votes = new List<(int, int, SpeedLimit)>?[baseMap.EdgeCount];
        _driven = new List<(int, int)>?[baseMap.EdgeCount];
    }

    /// <summary>Notes contributions.</summary>
    public void Add(IEnumerable<Contribution> contributions)
    {
        ArgumentNullException.ThrowIfNull(contributions);
        foreach (var contribution in contributions)
        {
            if (contribution.Grain.Kind == GrainKind.Segment && _baseMap.TryFind(contribution.Grain.Segment, out var segment))
                Add(segment, SegmentPass.Decode(contribution.Payload.Span));
        }
    }

    /// <summary>How many contributions drove over a place.</summary>
    public int Driven(int baseEdge, double alongM) =>
        _driven[baseEdge]?.Count(part => part.FromDm <= alongM * 10 && alongM * 10 <= part.ToDm) ?? 0;

    /// <summary>How many contributions held a limit at a place, by limit, most first.</summary>
    /// <param name="baseEdge">The directed base segment.</param>
    /// <param name="alongM">Metres in the way's order.</param>
    public IReadOnlyList<(SpeedLimit Limit, int Votes)> At(int baseEdge, double alongM) =>
        [.. (_votes[baseEdge] ?? []).Where(vote => vote.FromDm <= alongM * 10 && alongM * 10 <= vote.ToDm)
            .GroupBy(vote => vote.Limit).Select(group => (group.Key, group.Count()))
            .OrderByDescending(group => group.Item2).ThenBy(group => group.Key.ToString(), StringComparer.Ordinal)];

    private void Add(int segment, SegmentPass pass)
    {
        var edge = RoadGraph.EdgeOf(segment, pass.Direction);
        (_driven[edge] ??= []).Add((pass.FromDm, pass.ToDm));
        foreach (var vote in pass.Votes)
        {
            if (LimitVote.FromCode(vote.Code).Index is var limit && !LimitVote.IsUnnamed(limit))
                (_votes[edge] ??= []).Add((vote.FromDm, vote.ToDm, LimitVote.LimitOf(limit)));
        }
    }
}
