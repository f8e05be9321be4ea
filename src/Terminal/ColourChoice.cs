namespace Telemetry.Terminal;

/// <summary>When output is coloured.</summary>
public enum ColourChoice
{
    /// <summary>On a terminal that can, unless the environment's <c>NO_COLOR</c> asks for none.</summary>
    Auto,

    /// <summary>Into files and pipes too.</summary>
    Always,

    /// <summary>Nowhere.</summary>
    Never,
}
