namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>A value and when it holds for a car.</summary>
/// <param name="Value">What stands before the <c>@</c>.</param>
/// <param name="Condition">What stands behind it.</param>
internal readonly record struct ConditionalClause(string Value, CarCondition Condition);
