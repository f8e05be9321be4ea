using System.Collections.Immutable;

namespace Telemetry.Elasticity;

/// <summary>What the policy remembers from one decision to the next; a value.</summary>
public sealed record ScalingState
{
    /// <summary>Nothing seen and nothing done.</summary>
    public static ScalingState Empty { get; } = new();

    /// <summary>The newest sample used; what it lacked is carried on from those before, null where no sample ever had it.</summary>
    internal ScalingSample? Known { get; init; }

    /// <summary>When the age was measured that <see cref="Known"/> carries.</summary>
    internal DateTimeOffset AgeKnownAt { get; init; }

    /// <summary>How fast the arrival rate rises, in frames per second each second, smoothed; below 0 where it falls.</summary>
    internal double Rise { get; init; }

    /// <summary>Since when whole samples have followed each other without a gap; null where the newest was not whole.</summary>
    internal DateTimeOffset? WholeSince { get; init; }

    /// <summary>When a step up was taken last.</summary>
    internal DateTimeOffset? LastOut { get; init; }

    /// <summary>When a step down was taken last.</summary>
    internal DateTimeOffset? LastIn { get; init; }

    /// <summary>How many workers would have been enough, at each sample of the window, oldest first.</summary>
    internal ImmutableQueue<(DateTimeOffset At, int Workers)> Enough { get; init; } = [];
}
