namespace Telemetry.FleetSimulator.World;

/// <summary>In what the base map differs from the truth.</summary>
public enum DifferenceKind
{
    /// <summary>The road has a limit that the base map does not know.</summary>
    Untagged = 0,

    /// <summary>The base map has another limit than the road.</summary>
    WrongLimit = 1,

    /// <summary>The base map's line lies beside the road.</summary>
    Shifted = 2,

    /// <summary>The base map lacks the road.</summary>
    Missing = 3,

    /// <summary>The road exists in the base map only.</summary>
    Gone = 4,
}
