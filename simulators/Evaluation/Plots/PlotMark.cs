namespace Telemetry.Evaluation.Plots;

/// <summary>How a series is drawn.</summary>
public enum PlotMark
{
    /// <summary>A solid line.</summary>
    Line = 0,

    /// <summary>A dashed line.</summary>
    Dashed = 1,

    /// <summary>Dots.</summary>
    Dots = 2,

    /// <summary>A solid line with a dot at every point.</summary>
    LineAndDots = 3,
}
