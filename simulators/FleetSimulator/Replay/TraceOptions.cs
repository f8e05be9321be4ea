namespace Telemetry.FleetSimulator.Replay;

/// <summary>How recorded drives are turned into messages.</summary>
internal sealed record TraceOptions
{
    /// <summary>The fleet that they belong to.</summary>
    public required string FleetId { get; init; }

    /// <summary>Fixes farther apart in time belong to two drives; a minute by default.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When every drive is to end; null to keep the times recorded.</summary>
    public DateTimeOffset? EndUtc { get; init; }
}
