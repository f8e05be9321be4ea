namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>What a hostile vehicle tries.</summary>
public enum HostileStrategy
{
    /// <summary>Reads a limit that is not there, the same everywhere, again and again.</summary>
    SameLie = 0,

    /// <summary>Reads on every road what the base map's tag says, right or wrong: to undo what was learned.</summary>
    SayTags = 1,

    /// <summary>Reads another limit every day.</summary>
    AnotherLieEveryDay = 2,

    /// <summary>Reads limits in miles per hour.</summary>
    OtherUnit = 3,

    /// <summary>Reads the end of every limit.</summary>
    EndEverything = 4,

    /// <summary>Reads signs that change.</summary>
    Variable = 5,

    /// <summary>Reads a limit with supplementary signs.</summary>
    Condition = 6,

    /// <summary>Sees no sign at all.</summary>
    SeeNothing = 7,

    /// <summary>Reads a limit in the middle of the stretch only: to move where limits begin.</summary>
    MoveTheSign = 8,

    /// <summary>Drives some metres to the right of where it is.</summary>
    DriveBeside = 9,

    /// <summary>Drives far to the left, as on a road of its own.</summary>
    ParallelRoad = 10,

    /// <summary>Drives from roads into the fields and back.</summary>
    Shuttle = 11,

    /// <summary>Drives along roads that are gone.</summary>
    GoneRoads = 12,

    /// <summary>Drives every stretch the wrong way.</summary>
    WrongWay = 13,

    /// <summary>Drives at three times the speed, lying.</summary>
    TooFast = 14,

    /// <summary>Stands at one place and lies there.</summary>
    Stand = 15,

    /// <summary>Sends what makes no sense: leaps, clocks that stand, more signs than there are.</summary>
    Nonsense = 16,
}
