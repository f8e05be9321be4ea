namespace Telemetry.MapMatching.Model;

/// <summary>Why a stretch of fixes carries no match.</summary>
public enum BreakReason : byte
{
    /// <summary>No road lies near enough: the vehicle was off the network.</summary>
    OffNetwork = 0,

    /// <summary>No route joins the roads before and after within the bound.</summary>
    NoRoute = 1,

    /// <summary>The vehicle would have had to be impossibly fast: a jump of position or clock.</summary>
    Teleport = 2,

    /// <summary>Too long a time without a fix.</summary>
    TimeGap = 3,
}
