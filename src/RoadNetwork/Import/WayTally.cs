namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// How the ways of an extract come to be drivable ways and tagged limits, in numbers that other tools count too:
/// <c>RoadClass - Areas - ClosedToCars - Broken</c> are the drivable ways, and
/// <c>Maxspeed - MaxspeedNotDrivable - MaxspeedUnread + OtherLimitTags</c> those with a limit.
/// </summary>
/// <param name="RoadClass">Ways with a <c>highway</c> class that cars use.</param>
/// <param name="Areas">Of these, areas.</param>
/// <param name="ClosedToCars">Of these, closed to cars at all times.</param>
/// <param name="Broken">Of these, with fewer than two distinct nodes, or of an id that was there before.</param>
/// <param name="Maxspeed">Of <paramref name="RoadClass"/>, with the tag <c>maxspeed</c>.</param>
/// <param name="MaxspeedNotDrivable">Of these, areas, closed or broken.</param>
/// <param name="MaxspeedUnread">Of these, drivable, without a limit: it is not understood, or for a direction that is closed.</param>
/// <param name="OtherLimitTags">Drivable ways without <c>maxspeed</c> whose limit other tags say, for each direction for example.</param>
public readonly record struct WayTally(
    int RoadClass, int Areas, int ClosedToCars, int Broken, int Maxspeed, int MaxspeedNotDrivable, int MaxspeedUnread,
    int OtherLimitTags);
