using System.Collections.Immutable;
using Telemetry.Contracts.Identity;

namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>
/// What changes about the true world while vehicles drive, in order of time; changes of one moment in the order given.
/// Immutable; safe to share.
/// </summary>
public sealed class WorldSchedule
{
    private readonly ImmutableArray<WorldChange> _changes;

    private WorldSchedule(ImmutableArray<WorldChange> changes) => _changes = changes;

    /// <summary>Nothing changes.</summary>
    public static WorldSchedule None { get; } = new([]);

    /// <summary>The changes in order of time.</summary>
    public IReadOnlyList<WorldChange> Changes => _changes;

    /// <summary>A schedule of these changes, given in any order.</summary>
    /// <exception cref="ArgumentException">
    /// A change of a limit names none, another one names a limit or a direction, or the kind is not defined.
    /// </exception>
    public static WorldSchedule Of(IEnumerable<WorldChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        // A stable order.
        var sorted = changes.OrderBy(c => c.AtUtc).ToImmutableArray();
        foreach (var change in sorted)
        {
            var isLimit = change.Kind == WorldChangeKind.Limit;
            if (!Enum.IsDefined(change.Kind) || change.Limit.HasValue != isLimit || (change.Direction.HasValue && !isLimit))
                throw new ArgumentException(
                    $"The change of {change.Segment} must name a limit if and only if it is a change of the limit.", nameof(changes));
        }

        return new WorldSchedule(sorted);
    }

    /// <summary>The roads that are closed before anything happens: those whose first opening or closing is an opening.</summary>
    public IReadOnlySet<SegmentId> ClosedAtFirst()
    {
        var seen = new HashSet<SegmentId>();
        var closed = new HashSet<SegmentId>();
        foreach (var change in _changes)
        {
            if (change.Kind != WorldChangeKind.Limit && seen.Add(change.Segment) && change.Kind == WorldChangeKind.Open)
                closed.Add(change.Segment);
        }

        return closed;
    }
}
