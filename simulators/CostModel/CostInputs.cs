namespace Telemetry.CostModel;

/// <summary>All that an estimate follows from but the fleet; what an input file may override, field by field.</summary>
public sealed record CostInputs
{
    /// <summary>What was measured.</summary>
    public MeasuredRatios Ratios { get; init; } = new();

    /// <summary>How the platform is set up.</summary>
    public PlatformSettings Settings { get; init; } = new();

    /// <summary>What things cost.</summary>
    public PriceList Prices { get; init; } = new();
}
