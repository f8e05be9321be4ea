namespace Telemetry.Terminal;

/// <summary>What a text is like; shown as a colour where there are colours.</summary>
public enum Tone
{
    /// <summary>Like all others.</summary>
    Plain,

    /// <summary>Names what follows.</summary>
    Heading,

    /// <summary>All is well.</summary>
    Good,

    /// <summary>Somebody should look.</summary>
    Bad,

    /// <summary>Less important.</summary>
    Faint,
}
