namespace Telemetry.MapFusion.Contributions;

/// <summary>How far behind the sign is from which a car knows the limit; a car may have missed one since.</summary>
internal enum VoteFreshness : byte
{
    /// <summary>Up to 500 m.</summary>
    Fresh = 0,

    /// <summary>Up to 2 km.</summary>
    Held = 1,

    /// <summary>Farther, or the car has turned into another road or lost its way on the map since.</summary>
    Stale = 2,
}
