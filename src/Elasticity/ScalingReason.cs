namespace Telemetry.Elasticity;

/// <summary>Why a decision is what it is.</summary>
public enum ScalingReason
{
    /// <summary>As many workers as wanted.</summary>
    OnTarget = 0,

    /// <summary>More is due than these workers can do.</summary>
    ScaleOut = 1,

    /// <summary>Fewer can do what is due, and could for the whole window.</summary>
    ScaleIn = 2,

    /// <summary>Another number is wanted, and the last step is too fresh.</summary>
    Cooldown = 3,

    /// <summary>Fewer would do at the moment; more were wanted within the window, or the window was not seen whole.</summary>
    Window = 4,

    /// <summary>Fewer would do by their number; the oldest work is old, and nothing is taken away.</summary>
    OldBacklog = 5,

    /// <summary>Too little was measured to tell; nothing changes.</summary>
    NoMeasurement = 6,

    /// <summary>The number was outside of the limits.</summary>
    Limits = 7,
}
