using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Limits;

namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>A traffic sign as a node's tags have it.</summary>
/// <param name="Code">As tagged; never empty.</param>
/// <param name="Direction">The direction along the node's way that the sign is for; null where no tag says.</param>
/// <param name="FacesDeg">Where the sign's face looks, degrees clockwise from north; null where no tag says.</param>
/// <param name="Limit">The <c>maxspeed</c> that stands with it; null where there is none.</param>
internal readonly record struct SignText(string Code, TravelDirection? Direction, double? FacesDeg, SpeedLimit? Limit)
{
    /// <summary>True where the tags speak of the way that the node is on.</summary>
    public bool IsOfAWay => Direction is not null;
}
