using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;

namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>One change of the true world at a moment of event time.</summary>
/// <param name="AtUtc">When; it holds from this moment on.</param>
/// <param name="Segment">The road.</param>
/// <param name="Kind">What happens to it.</param>
/// <param name="Direction">The direction of travel concerned; null for both. Only for limits.</param>
/// <param name="Limit">The limit from then on; null unless the kind is <see cref="WorldChangeKind.Limit"/>.</param>
public readonly record struct WorldChange(
    DateTimeOffset AtUtc, SegmentId Segment, WorldChangeKind Kind, TravelDirection? Direction = null, SpeedLimit? Limit = null)
{
    /// <summary>True where the change concerns a direction of travel.</summary>
    public bool Concerns(TravelDirection direction) => Direction is null || Direction == direction;
}
