using Telemetry.Contracts.Geography;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>A candidate road as it was judged, in samples.</summary>
/// <param name="Seed">Of the run.</param>
/// <param name="Id">Its feature id.</param>
/// <param name="From">Its begin.</param>
/// <param name="To">Its end.</param>
/// <param name="Right">Paired with samples that count.</param>
/// <param name="LeftOut">Paired with samples of removed roads that do not count.</param>
/// <param name="Wrong">The others.</param>
public sealed record FoundRoad(ulong Seed, string Id, GeoPoint From, GeoPoint To, int Right, int LeftOut, int Wrong);
