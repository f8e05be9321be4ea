namespace Telemetry.FleetSimulator.Trips;

/// <summary>What a vehicle is used for.</summary>
internal enum TripPurpose : byte
{
    Commute = 0,
    Errand = 1,
    LongDistance = 2,
    Taxi = 3,
}
