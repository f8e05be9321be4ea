namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// How a car knows the limit that it holds on a segment: on it, or how far before its begin, in the direction of travel, it passed
/// the sign. A sign stands for what lies behind it, so that of two cars the one that read last knows best.
/// </summary>
internal enum KnownFrom : byte
{
    /// <summary>Read on the segment.</summary>
    Here = 0,

    /// <summary>Read up to 25 m before it: as like as not the sign stands behind the junction, and the position was wrong.</summary>
    Near = 1,

    /// <summary>Up to 50 m.</summary>
    Within50M = 2,

    /// <summary>Up to 100 m.</summary>
    Within100M = 3,

    /// <summary>Up to 200 m.</summary>
    Within200M = 4,

    /// <summary>Up to 400 m.</summary>
    Within400M = 5,

    /// <summary>Up to 800 m.</summary>
    Within800M = 6,

    /// <summary>Up to 1,600 m.</summary>
    Within1600M = 7,

    /// <summary>Farther.</summary>
    Far = 8,

    /// <summary>Posted on another road, which the car has left by a turn or on a stretch that was not matched.</summary>
    BeforeTurn = 9,

    /// <summary>Not at all: no sign was passed, or too far back to count.</summary>
    Nowhere = 10,
}
