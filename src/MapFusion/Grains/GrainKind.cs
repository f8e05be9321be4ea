namespace Telemetry.MapFusion.Grains;

/// <summary>What a grain owns.</summary>
public enum GrainKind : byte
{
    /// <summary>The evidence of one base segment, both directions.</summary>
    Segment = 0,

    /// <summary>The off-network evidence of one cell of the evidence grid.</summary>
    Cell = 1,
}
