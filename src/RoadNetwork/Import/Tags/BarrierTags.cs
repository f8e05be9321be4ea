namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>
/// Reads whether a node stops cars, after https://wiki.openstreetmap.org/wiki/Key:barrier: a barrier does unless it is of
/// a kind that opens or that cars drive over; access tags on the node outrank its kind. Pure.
/// </summary>
internal static class BarrierTags
{
    /// <summary>True where no car passes.</summary>
    public static bool Block(OsmTags tags) =>
        tags["barrier"] is { } barrier && !(AccessTags.AtNode(tags) ?? OpensForCars(barrier));

    private static bool OpensForCars(string barrier) => barrier is
        "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "sliding_beam" or "bump_gate" or "hampshire_gate"
        or "toll_booth" or "border_control" or "sally_port" or "entrance" or "cattle_grid" or "kerb" or "height_restrictor"
        or "coupure" or "wedge" or "spikes" or "no";
}
