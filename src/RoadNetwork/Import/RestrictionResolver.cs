using System.Collections.Immutable;
using Telemetry.RoadNetwork.Geometry;
using Telemetry.RoadNetwork.Import.Tags;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Turns restrictions into forbidden paths of segments. A prescribed turn forbids every other way on at each node of its path, turning
/// back included. Where members cross a node instead of ending there, the arms are taken whose angle fits the kind of turn. Not safe
/// for use by more than one thread.
/// </summary>
internal sealed class RestrictionResolver(MemberRoads roads, ProblemLog problems)
{
    // What still passes for a U-turn: the arms of a dual carriageway are not quite parallel.
    private const double UTurnToleranceDeg = 45;

    // Two arms closer than that cannot be told apart.
    private const double LeastDifferenceDeg = 5;

    private readonly TurnPaths _paths = new(roads);
    private readonly SortedSet<TurnRestriction> _found = [];

    /// <summary>Relations that hold, each once.</summary>
    public int Kept { get; private set; }

    /// <summary>Relations of <see cref="Kept"/> that hold under a condition only.</summary>
    public int Conditional { get; private set; }

    /// <summary>Relations that forbid what cannot be driven anyway: against a one-way road or through a barrier.</summary>
    public int WithoutEffect { get; private set; }

    /// <summary>The forbidden paths, in order, none twice.</summary>
    public ImmutableArray<TurnRestriction> Found => [.. _found];

    public void Add(RawRestriction restriction)
    {
        foreach (var way in restriction.From.Concat(restriction.ViaWays).Concat(restriction.To))
            if (roads.Of(way).Count == 0)
            {
                problems.Add(ImportProblem.IncompleteRestriction, "relation", restriction.RelationId, $"way {way} is no drivable road here");
                return;
            }

        var candidates = _paths.Find(restriction);
        var passable = candidates.Where(CanBeDriven).ToList();
        if (passable.Count == 0 && candidates.Count > 0)
            WithoutEffect++;
        else if (passable.Count == 0)
            Report(restriction, "its members do not meet");
        else
            Forbid(restriction, passable);
    }

    private void Forbid(RawRestriction restriction, List<ImmutableArray<DirectedRoad>> passable)
    {
        foreach (var rule in restriction.Rules)
        {
            var paths = Fitting(passable, rule.Kind);
            if (paths.Count == 0)
            {
                Report(restriction, "its members meet in more than one way");
                return;
            }

            foreach (var path in paths)
                if (rule.IsOnly)
                    ForbidOthers(restriction.RelationId, path, rule.Condition);
                else
                    Forbid(restriction.RelationId, path, rule.Condition);
        }

        Kept++;
        Conditional += restriction.Rules.All(rule => rule.Condition is not null) ? 1 : 0;
    }

    private void ForbidOthers(long relation, ImmutableArray<DirectedRoad> path, string? condition)
    {
        for (var i = 1; i < path.Length; i++)
            foreach (var other in roads.Leaving(path[i].FromNode))
                if (other.CanBeEntered && other != path[i])
                    Forbid(relation, path[..i].Add(other), condition);
    }

    private void Forbid(long relation, ImmutableArray<DirectedRoad> path, string? condition) =>
        _found.Add(new TurnRestriction([.. path.Select(road => road.Id)], relation, condition));

    private void Report(RawRestriction restriction, string detail) =>
        problems.Add(ImportProblem.DisconnectedRestriction, "relation", restriction.RelationId, detail);

    private static bool CanBeDriven(ImmutableArray<DirectedRoad> path) =>
        path.SkipLast(1).All(road => road.CanBeLeft) && path.Skip(1).All(road => road.CanBeEntered);

    /// <summary>The paths that a kind of turn can mean; empty where several fit equally well.</summary>
    private static List<ImmutableArray<DirectedRoad>> Fitting(List<ImmutableArray<DirectedRoad>> paths, TurnKind kind)
    {
        var shortest = paths.Min(path => path.Length);
        var ranked = paths.Where(path => path.Length == shortest)
            .Select(path => (Path: path, Off: OffDeg(path, kind))).OrderBy(entry => entry.Off).ToList();
        if (kind == TurnKind.Any || ranked.Count == 1)
            return [.. ranked.Select(entry => entry.Path)];
        if (kind == TurnKind.UTurn && ranked[0].Off <= UTurnToleranceDeg)
            return [.. ranked.TakeWhile(entry => entry.Off <= UTurnToleranceDeg).Select(entry => entry.Path)];
        return ranked[1].Off - ranked[0].Off >= LeastDifferenceDeg ? [ranked[0].Path] : [];
    }

    /// <summary>By how many degrees a path misses the turn's typical angle, 0 to 180.</summary>
    private static double OffDeg(ImmutableArray<DirectedRoad> path, TurnKind kind)
    {
        var expected = kind switch
        {
            TurnKind.Left => -90,
            TurnKind.Right => 90,
            TurnKind.UTurn => 180,
            _ => 0,
        };
        return Sphere.AngleBetweenDeg(path[^1].BearingAtStartDeg, path[0].BearingAtEndDeg + expected);
    }
}
