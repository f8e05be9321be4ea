namespace Telemetry.Terminal;

/// <summary>A column of a <see cref="FittingTable"/>.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Rank">0 for a column that stays, and is shortened where it must be; of the others the highest rank falls away first.</param>
/// <param name="IsNumber">True to align its cells to the right.</param>
public sealed record FittingColumn(string Heading, int Rank = 0, bool IsNumber = false);
