namespace Telemetry.MapFusion.Facts;

/// <summary>Who says what limit holds.</summary>
internal enum LimitSource : byte
{
    /// <summary>Nobody: no tag and too few vehicles.</summary>
    Nobody = 0,

    /// <summary>The base map's tag; too few vehicles, or not enough against it.</summary>
    Base = 1,

    /// <summary>Vehicles, whether they confirm a tag or overturn it.</summary>
    Learned = 2,
}
