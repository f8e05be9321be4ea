namespace Telemetry.Contracts.Validation;

/// <summary>The bounds of the frame contract, as the schema's comments give them.</summary>
public static class FrameLimits
{
    /// <summary>Messages in one batch.</summary>
    public const int MostMessages = 1_000;

    /// <summary>
    /// Messages, frames, signs and conditions of one batch together: what bounds the memory that a small body can ask for.
    /// </summary>
    public const int MostElements = 200_000;

    /// <summary>Characters of an id.</summary>
    public const int LongestId = 64;

    /// <summary>Frames that a message needs.</summary>
    public const int FewestFrames = 2;

    /// <summary>Frames that a message may have: an hour at 1 Hz.</summary>
    public const int MostFrames = 3_600;

    /// <summary>Signs of one frame.</summary>
    public const int MostSignsPerFrame = 16;

    /// <summary>Signs held in force at a message's first frame.</summary>
    public const int MostSignsInForce = 32;

    /// <summary>Supplementary signs of one sign.</summary>
    public const int MostConditions = 8;

    /// <summary>Characters of a supplementary sign.</summary>
    public const int LongestCondition = 64;

    /// <summary>Characters of a sign's value.</summary>
    public const int LongestValueText = 32;

    /// <summary>Radial standard deviation in metres.</summary>
    public const double LargestAccuracyM = 1_000;

    /// <summary>Speed in m/s.</summary>
    public const double LargestSpeedMps = 150;

    /// <summary>Yaw rate to either side in degrees per second.</summary>
    public const double LargestYawRateDps = 180;

    /// <summary>Curvature to either side per metre.</summary>
    public const double LargestCurvature1pm = 1;

    /// <summary>Distance to a lane marking in metres.</summary>
    public const double LargestLaneOffsetM = 20;

    /// <summary>Distance of a sign ahead of or behind the vehicle in metres.</summary>
    public const double LargestSignOffsetM = 200;

    /// <summary>Distance driven since a sign in metres.</summary>
    public const double LargestDistanceDrivenM = 1_000_000;

    /// <summary>How old a frame may be.</summary>
    public static readonly TimeSpan OldestFrame = TimeSpan.FromHours(24);

    /// <summary>How far a frame may be ahead of the clock.</summary>
    public static readonly TimeSpan FurthestAhead = TimeSpan.FromMinutes(5);
}
