namespace Telemetry.FleetSimulator.Evaluation;

/// <summary>What became of a limit that the base map had wrong.</summary>
public enum LimitOutcome
{
    /// <summary>Too few vehicles passed to ask for it.</summary>
    NotEligible = 0,

    /// <summary>The truth is served over at least 80 % of the length.</summary>
    Right = 1,

    /// <summary>Something else was learned.</summary>
    Wrong = 2,

    /// <summary>Nothing was learned yet, or not of enough of the length.</summary>
    Pending = 3,
}
