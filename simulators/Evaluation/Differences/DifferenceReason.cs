namespace Telemetry.Evaluation.Differences;

/// <summary>Why a matched and a true route differ on a stretch, as well as the fixes and the two lines tell.</summary>
public enum DifferenceReason
{
    /// <summary>The match left the true route for another and came back.</summary>
    Detour = 0,

    /// <summary>The match runs beside the true route in the same direction, 2 to 60 m away.</summary>
    ParallelRoad = 1,

    /// <summary>The same road in the opposite direction: somebody turned around where, or when, the other did not.</summary>
    UTurn = 2,

    /// <summary>The vehicle was taken to be off the network.</summary>
    OffNetwork = 3,

    /// <summary>The match is interrupted for another reason, or there is no fix for a long time.</summary>
    Gap = 4,

    /// <summary>At an end of the drive: before the first fix, behind the last, or another side road at the very end.</summary>
    DriveEnd = 5,

    /// <summary>
    /// The true route goes out of its way to a position at which no car can have been at that time: an old position sent late. The truth
    /// is doubtful.
    /// </summary>
    TruthFollowsFault = 6,

    /// <summary>The fixes lie far from the true route and nearer to the matched one: the truth is doubtful.</summary>
    TruthFarFromFixes = 7,
}
