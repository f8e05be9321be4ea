namespace Telemetry.MapFusion.Facts;

/// <summary>The version of what fusion makes of a drive.</summary>
public static class FusionModel
{
    /// <summary>
    /// Changes with any change to contributions, evidence or derivation that would give other facts for the same messages.
    /// Work items carry it: a version is drained before the next one starts.
    /// </summary>
    public const int Version = 4;
}
