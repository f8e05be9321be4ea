using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Telemetry.LearningEvaluation.Reports;
using Telemetry.Terminal;

namespace Telemetry.LearningEvaluation.Tests;

public sealed class LearningReportTests
{
    [Theory]
    [InlineData("limits", "by_distance by_change corrected broken_km_share eligible_km")]
    [InlineData("geometry", "median_m p90_m oracle_ratio segments")]
    [InlineData("missing", "precision recall f_score")]
    [InlineData("gone", "precision recall")]
    [InlineData("change", "median_passes p90_passes false_per_segment_day")]
    [InlineData("calibration", "at_0_99 facts")]
    public void Json_Fields_AreThoseThatReadersKnow(string study, string fields)
    {
        var type = typeof(LearningReport).GetProperties()
            .Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == study).PropertyType;
        var options = new JsonSerializerOptions(ReportJson.Options) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
        var names = options.GetTypeInfo(type).Properties.Select(property => property.Name);
        Assert.Subset(names.ToHashSet(), fields.Split(' ').ToHashSet());
    }

    [Fact]
    public void Write_AFolder_HoldsTablesAndAnImage()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var town = new DrivenTown();
            var published = town.Truth();
            published.RemoveAt(0);
            ReportFolder.Write(folder.FullName, [Findings(town, published)], change: null, attacks: []);
            Assert.Equal(2, File.ReadAllLines(Path.Combine(folder.FullName, "wrong-limits.csv")).Length);
            Assert.True(File.ReadAllLines(Path.Combine(folder.FullName, "changes.csv")).Length > 20);
            Assert.Contains("<polyline", File.ReadAllText(Path.Combine(folder.FullName, "limits.svg")), StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SeedFindings Findings(DrivenTown town, IEnumerable<FleetSimulator.Evaluation.PublishedLimit> published)
    {
        var options = new LearningOptions { Passes = 0.1, Perturbation = DrivenTown.Perturbation };
        return SeedFindings.Of(LearningRun.Execute(town.World, options, 1, null, TestContext.Current.CancellationToken)) with
        {
            Limits = town.Judge(published),
        };
    }
}
