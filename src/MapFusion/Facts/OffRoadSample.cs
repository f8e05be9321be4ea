using Telemetry.RoadNetwork.Geometry;

namespace Telemetry.MapFusion.Facts;

/// <summary>A place that a vehicle drove off the network.</summary>
/// <param name="At">Where.</param>
/// <param name="Along">Direction of travel, a unit vector.</param>
/// <param name="Voice">Number of the vehicle in its epoch: samples of one voice are of one vehicle.</param>
/// <param name="Track">Number of the track.</param>
/// <param name="Epoch">Epoch of the vehicle's pseudonym.</param>
/// <param name="Fleet">The vehicle's fleet.</param>
/// <param name="Day">Event day.</param>
internal readonly record struct OffRoadSample(
    PlanarPoint At, PlanarPoint Along, int Voice, int Track, int Epoch, uint Fleet, int Day);
