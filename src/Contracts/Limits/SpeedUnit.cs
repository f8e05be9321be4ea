namespace Telemetry.Contracts.Limits;

/// <summary>The unit in which a speed limit is posted.</summary>
public enum SpeedUnit : byte
{
    /// <summary>Kilometres per hour; written <c>km/h</c>.</summary>
    Kmh = 0,

    /// <summary>Miles per hour; written <c>mph</c>.</summary>
    Mph = 1,
}
