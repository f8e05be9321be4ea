using System.Globalization;
using Telemetry.Contracts.Geography;

namespace Telemetry.LearningEvaluation.Roads;

/// <summary>Writes every road that the base map lacks, every candidate, and every road that is gone or published as such, into a folder.</summary>
internal static class RoadFiles
{
    private const double Whole = 0.8;

    public static void Write(string folder, MissingTally missing, GoneTally? gone)
    {
        File.WriteAllLines(Path.Combine(folder, "missing-roads.csv"), missing.Removed.OrderBy(road => road.Found / (double)road.Samples)
            .Select(Row).Prepend("seed,segment,lon,lat,length_m,passes,samples,found,verdict"));
        File.WriteAllLines(Path.Combine(folder, "candidate-roads.csv"), missing.Candidates.OrderByDescending(road => road.Wrong)
            .Select(Row).Prepend("seed,candidate,from_lon,from_lat,to_lon,to_lat,right,left_out,wrong,verdict"));
        if (gone is not null)
            File.WriteAllLines(Path.Combine(folder, "gone-roads.csv"), gone.Roads.OrderBy(IsRight)
                .Select(Row).Prepend("seed,segment,lon,lat,length_m,passes,gone,cut_off,closed,verdict,found_by_platform"));
        File.WriteAllText(Path.Combine(folder, "roads.svg"), RoadPlot.Draw(missing, gone));
    }

    private static string Row(RemovedRoad road) => string.Create(
        CultureInfo.InvariantCulture,
        $"{road.Seed},{road.Segment},{Place(road.At)},{road.LengthM:F1},{road.Passes},{road.Samples},{road.Found},{VerdictOn(road)}");

    private static string VerdictOn(RemovedRoad road) => road.Found >= Whole * road.Samples ? "found"
        : road.Passes < MissingJudge.FewestPasses ? "too few passes to count" : road.Found > 0 ? "found in part" : "not found";

    private static string Row(FoundRoad road) => string.Create(
        CultureInfo.InvariantCulture,
        $"{road.Seed},{road.Id},{Place(road.From)},{Place(road.To)},{road.Right},{road.LeftOut},{road.Wrong},{VerdictOn(road)}");

    private static string VerdictOn(FoundRoad road) => road.Wrong == 0 ? "right"
        : road.Right + road.LeftOut == 0 ? "on no missing road" : "reaches beyond a missing road or lies beside it";

    private static string Row(GoneRoad road) => string.Create(
        CultureInfo.InvariantCulture,
        $"{road.Seed},{road.Segment},{Place(road.At)},{road.LengthM:F1},{road.Passes},{road.IsGone},{road.IsCutOff},{road.IsClosed},") +
        $"{VerdictOn(road)},{road.Verdict}";

    private static string VerdictOn(GoneRoad road) => (road.IsGone, road.IsClosed) switch
    {
        (true, _) when road.Passes < GoneJudge.FewestPasses => "too few passes to count",
        (true, true) => "found",
        (true, false) => "not found",
        _ => road.IsCutOff ? "open but cut off" : "open",
    };

    private static bool IsRight(GoneRoad road) => road.IsGone ? road.IsClosed : road.IsCutOff;

    private static string Place(GeoPoint at) => string.Create(CultureInfo.InvariantCulture, $"{at.LonDeg:F6},{at.LatDeg:F6}");
}
