namespace Telemetry.RoadNetwork.Import.Tags;

/// <summary>The turn that a restriction speaks of.</summary>
internal enum TurnKind
{
    /// <summary>To the left.</summary>
    Left,

    /// <summary>To the right.</summary>
    Right,

    /// <summary>Straight on.</summary>
    Straight,

    /// <summary>Back.</summary>
    UTurn,

    /// <summary>From any of several ways into one, or from one into any of several.</summary>
    Any,
}
