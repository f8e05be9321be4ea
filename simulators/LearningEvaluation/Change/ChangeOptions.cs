using Telemetry.FleetSimulator.Driving.Signs;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>The extent of a <see cref="ChangeStudy"/>. Immutable.</summary>
public sealed record ChangeOptions
{
    /// <summary>Changed signs, all seeds together; 300 by default.</summary>
    public int Changes { get; init; } = 300;

    /// <summary>Days of passes before a sign changes; 28 by default.</summary>
    public int DaysBefore { get; init; } = 28;

    /// <summary>Sighted passes after which a change counts as never published; 60 by default.</summary>
    public int MostSighted { get; init; } = 60;

    /// <summary>Segments and directions that are watched without a change, all seeds together; 1,100 by default.</summary>
    public int Watched { get; init; } = 1_100;

    /// <summary>Days for which they are watched, those of learning included; 100 by default, longer than evidence is kept.</summary>
    public int Days { get; init; } = 100;

    /// <summary>Days in which what is published may still be learned: their changes do not count; 7 by default.</summary>
    public int LearningDays { get; init; } = 7;

    /// <summary>Passes a day in the direction, each by another vehicle; 20 by default.</summary>
    public int PassesPerDay { get; init; } = 20;

    /// <summary>Errors of sign recognition.</summary>
    public SignErrors SignErrors { get; init; } = new();

    /// <summary>Standard deviation of where a matched car is along its road, in metres; 4.55 by default.</summary>
    public double AlongErrorM { get; init; } = 4.55;
}
