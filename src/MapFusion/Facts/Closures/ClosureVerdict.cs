namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>What is found of a road that may be closed.</summary>
internal enum ClosureVerdict
{
    /// <summary>It is closed.</summary>
    Closed = 0,

    /// <summary>Too short to tell it from the roads beside it.</summary>
    TooShort = 1,

    /// <summary>It is driven, or what was driven before is too little to tell.</summary>
    NotQuiet = 2,

    /// <summary>Its traffic had become less before.</summary>
    Ebbed = 3,

    /// <summary>No traffic comes to one of its ends.</summary>
    NotReached = 4,

    /// <summary>Another quiet road is why nobody comes.</summary>
    Explained = 5,

    /// <summary>Much longer roads of its row are published.</summary>
    ShorterOfRow = 6,
}
