using System.Globalization;
using System.Text;

namespace Telemetry.FleetSimulator.Statistics;

/// <summary>What <c>fleet errors</c> found; <c>--json</c> prints it in snake case.</summary>
/// <param name="Map">The map driven on.</param>
/// <param name="Seed">The seed.</param>
/// <param name="MeasuredFixes">Fixes measured; null without traces.</param>
/// <param name="SimulatedFixes">Fixes simulated.</param>
/// <param name="SimulatedDrives">Drives simulated.</param>
/// <param name="DistancesM">Percentiles of the distance from the true route in metres.</param>
/// <param name="Correlations">Correlations of the lateral offset by time between fixes.</param>
/// <param name="Others">Further figures in metres, for information.</param>
internal sealed record ErrorReport(
    string Map, ulong Seed, int? MeasuredFixes, int SimulatedFixes, int SimulatedDrives, IReadOnlyList<ErrorFigure> DistancesM,
    IReadOnlyList<ErrorFigure> Correlations, IReadOnlyList<ErrorFigure> Others)
{
    /// <summary>True where every percentile and correlation lies within a tenth of what was measured.</summary>
    public bool WithinTenPercent => DistancesM.Concat(Correlations).All(figure => figure.Holds);

    /// <summary>Compares.</summary>
    public static ErrorReport Of(string map, ulong seed, ErrorStatistics? measured, ErrorStatistics simulated)
    {
        return new ErrorReport(
            map, seed, measured?.Fixes, simulated.Fixes, simulated.Drives,
            [.. ErrorStatistics.Percents.Select((percent, i) => Figure(
                FormattableString.Invariant($"{percent} %"), PublishedErrors.DistancesM[i], statistics => statistics.DistanceM(percent)))],
            [.. LagRange.Measured.Select((lag, i) => Figure(
                FormattableString.Invariant($"{lag.FromS} to {lag.ToS} s"), PublishedErrors.Correlations[i],
                statistics => statistics.Correlation(lag)))],
            [
                Figure("to the right", PublishedErrors.RightM, statistics => statistics.RightM),
                Figure("lateral, within a drive", PublishedErrors.LateralWithinDriveM, statistics => statistics.LateralWithinDriveM),
            ]);

        ErrorFigure Figure(string name, double published, Func<ErrorStatistics, double> of) => new(
            name, published, measured is null ? null : Math.Round(of(measured), 3), Math.Round(of(simulated), 3));
    }

    /// <summary>A table for people.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        Add(text, "distance from the true route, m", DistancesM);
        Add(text, "correlation of lateral offsets", Correlations);
        Add(text, "for information, m", Others);
        return text.Append(WithinTenPercent
            ? "Every percentile and correlation lies within 10 %."
            : "Not every percentile and correlation lies within 10 %.").ToString();
    }

    private static void Add(StringBuilder text, string title, IReadOnlyList<ErrorFigure> figures)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{title,-32}{"published",10}{"measured",10}{"simulated",10}{"ratio",8}");
        foreach (var figure in figures)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"  {figure.Name,-30}{figure.Published,10:0.0#}{figure.Measured,10:0.00}{figure.Simulated,10:0.00}{figure.Ratio,8:0.00}");
        text.AppendLine();
    }
}
