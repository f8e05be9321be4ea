using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World;

/// <summary>
/// The true limit of a road whose source map has no tag, by class, as usual in a German town: motorway 120, trunk 100,
/// primary to unclassified 50, residential 30, living street 10, service 20, and 60 on the links of motorways and trunk roads.
/// </summary>
public static class AssumedLimits
{
    /// <summary>The assumed limit in km/h.</summary>
    public static SpeedLimit Of(RoadClass roadClass, bool isLink) => SpeedLimit.Kmh(roadClass switch
    {
        RoadClass.Motorway or RoadClass.Trunk when isLink => 60,
        RoadClass.Motorway => 120,
        RoadClass.Trunk => 100,
        RoadClass.Residential => 30,
        RoadClass.LivingStreet => 10,
        RoadClass.Service => 20,
        _ => 50,
    });
}
