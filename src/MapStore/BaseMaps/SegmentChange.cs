using System.Collections.Immutable;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>A segment of the base map before, of the new one, or of both. Immutable.</summary>
/// <param name="Before">As it was; null where it is new.</param>
/// <param name="After">As it is; null where it is gone.</param>
public sealed record SegmentChange(RoadSegment? Before, RoadSegment? After)
{
    /// <summary>Which segment.</summary>
    /// <exception cref="InvalidOperationException">There is neither.</exception>
    public RoadSegment Segment => After ?? Before ?? throw new InvalidOperationException("A change is of a segment.");

    /// <summary>True where only the new base map has it.</summary>
    public bool IsAdded => Before is null;

    /// <summary>True where only the base map before had it.</summary>
    public bool IsRemoved => After is null;

    /// <summary>True where both have it, with tagged limits that differ, those with conditions included.</summary>
    public bool IsRetagged => Before is not null && After is not null && !ReferenceEquals(Before, After) &&
        (Before.ForwardLimit != After.ForwardLimit || Before.BackwardLimit != After.BackwardLimit ||
        !Same(Before.ConditionalLimits, After.ConditionalLimits));

    /// <summary>True where both have it, with lines that differ.</summary>
    public bool IsMoved => Before is not null && After is not null && !Same(Before.Line, After.Line);

    /// <summary>True where both have it and anything differs but limits and line: class, name, access, lanes and so on.</summary>
    public bool IsAltered => Before is not null && After is not null && !ReferenceEquals(Before, After) &&
        (Comparable(Before) != Comparable(After) || !Same(Before.AccessConditions, After.AccessConditions) || !Same(Before.Signs, After.Signs));

    /// <summary>True where both have it and nothing differs.</summary>
    public bool IsUnchanged => Before is not null && After is not null && !IsRetagged && !IsMoved && !IsAltered;

    /// <summary>What vehicles had taught of a segment that is gone: limits and line.</summary>
    public int RetiredFacts { get; init; }

    /// <summary>What vehicles had taught and the new base map says itself.</summary>
    public int DroppedFacts { get; init; }

    // What a record compares by itself, which lists are not. A list that this does not know of makes segments differ.
    private static RoadSegment Comparable(RoadSegment segment) => segment with
    {
        Line = [], LengthM = 0, ForwardLimit = null, BackwardLimit = null, ConditionalLimits = [], AccessConditions = [], Signs = [],
    };

    private static bool Same<T>(ImmutableArray<T> before, ImmutableArray<T> after) =>
        before == after || before.AsSpan().SequenceEqual(after.AsSpan());
}
