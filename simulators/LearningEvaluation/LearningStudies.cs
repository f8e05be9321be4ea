namespace Telemetry.LearningEvaluation;

/// <summary>The studies of <c>eval learn</c>.</summary>
[Flags]
public enum LearningStudies
{
    /// <summary>Whole worlds driven and learned: limits, confidence, lines and roads.</summary>
    Worlds = 1,

    /// <summary>Signs that change, and limits that should not.</summary>
    Change = 2,

    /// <summary>Vehicles that lie.</summary>
    Hostile = 4,

    /// <summary>All but the hostile ones.</summary>
    Usual = Worlds | Change,

    /// <summary>All of them.</summary>
    All = Worlds | Change | Hostile,
}
