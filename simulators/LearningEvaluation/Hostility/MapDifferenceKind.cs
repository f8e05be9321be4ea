namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>How two maps differ in one thing.</summary>
public enum MapDifferenceKind
{
    /// <summary>Another value, unit, kind or condition of a limit.</summary>
    Limit = 0,

    /// <summary>The same limits of a segment and direction, from or to another place.</summary>
    Extent = 1,

    /// <summary>A feature that was not there.</summary>
    Appeared = 2,

    /// <summary>A feature that is there no more.</summary>
    Disappeared = 3,

    /// <summary>A line that moved by more than its standard error.</summary>
    Moved = 4,
}
