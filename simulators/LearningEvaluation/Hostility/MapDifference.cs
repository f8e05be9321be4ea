namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>Something that is published otherwise because of hostile vehicles.</summary>
/// <param name="Kind">What is different.</param>
/// <param name="Subject">The feature, or the segment and direction of limits.</param>
/// <param name="Without">What is published without them; empty for nothing.</param>
/// <param name="With">What is published with them; empty for nothing.</param>
/// <param name="IsTrue">True for limits that truly hold where they are published with them: the lie was none there.</param>
public sealed record MapDifference(MapDifferenceKind Kind, string Subject, string Without, string With, bool IsTrue = false);
