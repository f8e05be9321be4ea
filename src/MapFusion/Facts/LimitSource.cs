namespace Telemetry.MapFusion.Facts;

/// <summary>Who says what limit holds.</summary>
internal enum LimitSource : byte
{
    /// <summary>Nobody: no tag and too few vehicles.</summary>
    Nobody = 0,

    /// <summary>The base map's tag, whether vehicles confirm it or are too few to say anything else.</summary>
    Base = 1,

    /// <summary>Vehicles: there is no tag, or they overturn it.</summary>
    Learned = 2,
}
