using System.Text.Json.Serialization;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>One figure of the error statistics.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Published">As published of the whole study.</param>
/// <param name="Measured">As measured on the traces at hand; null without any.</param>
/// <param name="Simulated">As simulated.</param>
internal sealed record ErrorFigure(string Name, double Published, double? Measured, double Simulated)
{
    /// <summary>Simulated over measured, or over published where nothing was measured.</summary>
    public double Ratio => Math.Round(Simulated / (Measured ?? Published), 3);

    /// <summary>True where the ratio is 0.9 to 1.1.</summary>
    [JsonIgnore]
    public bool Holds => Ratio is >= 0.9 and <= 1.1;
}
