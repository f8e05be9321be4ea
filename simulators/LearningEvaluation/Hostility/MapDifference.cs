using Telemetry.Contracts.Geography;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>Something that is published otherwise because of hostile vehicles.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Subject">The feature, or the segment and direction of limits.</param>
/// <param name="Without">What is published without them; empty for nothing.</param>
/// <param name="With">What is published with them; empty for nothing.</param>
public sealed record MapDifference(MapDifferenceKind Kind, string Subject, string Without, string With)
{
    /// <summary>True where what is published with them is so in the world: the lie was none there.</summary>
    public bool IsTrue { get; init; }

    /// <summary>
    /// True where honest vehicles fewer than a fact needs, who had stayed at home or driven too, would have tipped it as well: it lies at its
    /// threshold. Else it is established.
    /// </summary>
    public bool IsAtThreshold { get; init; }

    /// <summary>Where a feature lies that differs, without them or else with them; empty for limits.</summary>
    public IReadOnlyList<GeoPoint> Line { get; init; } = [];
}
