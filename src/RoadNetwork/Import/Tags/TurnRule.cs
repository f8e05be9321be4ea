namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>What a restriction's tags say to cars.</summary>
/// <param name="Kind">The turn.</param>
/// <param name="IsOnly">True where the turn is prescribed, false where it is forbidden.</param>
/// <param name="Condition">When it holds; null where always.</param>
internal readonly record struct TurnRule(TurnKind Kind, bool IsOnly, string? Condition);
