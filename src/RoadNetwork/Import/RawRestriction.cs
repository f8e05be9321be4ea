using System.Collections.Immutable;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>A turn restriction by its members' ids, as kept until the ways are cut.</summary>
/// <param name="RelationId">The relation.</param>
/// <param name="Rules">What its tags say to cars; at least one.</param>
/// <param name="From">Ways that the turn begins on, at least one.</param>
/// <param name="ViaNode">The node of the turn; null where the turn leads over ways.</param>
/// <param name="ViaWays">The ways that the turn leads over, in any order; empty where there is a node.</param>
/// <param name="To">Ways that the turn ends on, at least one.</param>
internal sealed record RawRestriction(
    long RelationId, ImmutableArray<TurnRule> Rules, ImmutableArray<long> From, long? ViaNode, ImmutableArray<long> ViaWays,
    ImmutableArray<long> To);
