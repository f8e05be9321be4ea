namespace Telemetry.LearningEvaluation;

/// <summary>The studies of <c>eval learn</c>.</summary>
[Flags]
public enum LearningStudies
{
    /// <summary>Whole worlds driven and learned: limits, confidence, lines and roads.</summary>
    Worlds = 1,

    /// <summary>Signs that change, and limits that should not.</summary>
    Change = 2,

    /// <summary>All of them.</summary>
    All = Worlds | Change,
}
