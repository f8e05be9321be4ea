namespace Telemetry.Contracts.Limits;

/// <summary>What a speed limit says.</summary>
public enum SpeedLimitKind : byte
{
    /// <summary>A number with its unit.</summary>
    Value = 0,

    /// <summary>No limit applies.</summary>
    None = 1,

    /// <summary>Shown by a sign that changes.</summary>
    Variable = 2,
}
