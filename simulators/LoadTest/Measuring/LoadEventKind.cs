namespace Telemetry.LoadTest.Measuring;

/// <summary>A kind of event in a load test.</summary>
public enum LoadEventKind
{
    /// <summary>The count of workers that are wanted changed.</summary>
    Scaling = 0,

    /// <summary>Something was broken on purpose.</summary>
    Fault = 1,

    /// <summary>What had been broken was put right.</summary>
    Repair = 2,

    /// <summary>Something else worth knowing.</summary>
    Note = 3,
}
