namespace Telemetry.LearningEvaluation.Limits;

/// <summary>Why a published limit is wrong, as far as it can be told; of several the first.</summary>
public enum WrongLimitCause
{
    /// <summary>The wrong part is less than 30 m next to a right one: the place of a change is not known that well.</summary>
    PlaceOfChange = 0,

    /// <summary>Matching gave the segment less than half, or more than one and a half times, of the passes that truly were.</summary>
    WrongRoadMatched = 1,

    /// <summary>Another limit holds there under a condition.</summary>
    Conditional = 2,

    /// <summary>The true limit is shown by signs that change.</summary>
    Variable = 3,

    /// <summary>Fewer than three contributions held any limit there.</summary>
    TooFewReadings = 4,

    /// <summary>The limit changes between the segment's junctions.</summary>
    InnerChange = 5,

    /// <summary>More contributions held another limit than the true one.</summary>
    MissedByMost = 6,

    /// <summary>The true limit was held most often and yet not published.</summary>
    NotOverturned = 7,
}
