namespace Telemetry.MapMatching.Model;

/// <summary>How a fix contradicts the fixes around it.</summary>
public enum FixFaultKind : byte
{
    /// <summary>
    /// No vehicle can have been there on its way from the fix before to the one after: a position that jumped, or an old one
    /// sent late. The fix had no say in the route.
    /// </summary>
    OutOfPlace = 0,

    /// <summary>Its time does not lie between those of the fixes around it, which are in order. The fix had no say in the route.</summary>
    OutOfTime = 1,

    /// <summary>The clock was set back before it, and goes on from there. The fix counts; how long it took to get there is not known.</summary>
    ClockSetBack = 2,

    /// <summary>It lies too far from the route that the fixes around it show. The fix is not matched.</summary>
    FarFromRoute = 3,
}
