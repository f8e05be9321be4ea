namespace Telemetry.LoadTest.Profiles;

/// <summary>What the load does in a phase, and so which way the count of workers should go.</summary>
public enum LoadStage
{
    /// <summary>It stays low.</summary>
    Base = 0,

    /// <summary>It rises.</summary>
    Climb = 1,

    /// <summary>It stays high.</summary>
    Top = 2,

    /// <summary>It falls.</summary>
    Fall = 3,
}
