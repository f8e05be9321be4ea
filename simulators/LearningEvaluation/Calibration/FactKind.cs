namespace Telemetry.LearningEvaluation.Calibration;

/// <summary>Who stands behind a published limit.</summary>
public enum FactKind
{
    /// <summary>The base map alone.</summary>
    Base = 0,

    /// <summary>The base map, and vehicles that confirm it.</summary>
    Confirmed = 1,

    /// <summary>Vehicles that taught it.</summary>
    Learned = 2,
}
