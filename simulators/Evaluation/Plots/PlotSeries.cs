namespace Telemetry.Evaluation.Plots;

/// <summary>Points of one kind. Those outside the axes are left out.</summary>
/// <param name="Name">For the legend; empty for none.</param>
/// <param name="Colour">As CSS has it; <see cref="Blue"/>, <see cref="Red"/> and the like keep plots alike.</param>
/// <param name="Mark">How they are drawn.</param>
/// <param name="Points">In the order in which a line joins them.</param>
public sealed record PlotSeries(string Name, string Colour, PlotMark Mark, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>What is measured.</summary>
    public const string Blue = "#1f6feb";

    /// <summary>What is compared with it.</summary>
    public const string Red = "#d1242f";

    /// <summary>A third thing.</summary>
    public const string Green = "#1a7f37";

    /// <summary>Targets and published figures.</summary>
    public const string Black = "black";

    /// <summary>What serves to orient.</summary>
    public const string Grey = "#8c959f";
}
