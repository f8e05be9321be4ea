using System.Text.Json;
using Telemetry.AppHost.Testing;

namespace Telemetry.AppHost.Tests;

public sealed class TestOutcomeTests
{
    [Fact]
    public void ReadCtrf_EveryStatus_IsCounted()
    {
        const string report = """
            {"results":{"tests":[
              {"name":"A.Good","status":"passed"},
              {"name":"A.Also","status":"passed"},
              {"name":"A.Bad","status":"failed","message":"1 is not 2","trace":"at A.Bad()"},
              {"name":"A.Left","status":"skipped","message":"no server"},
              {"name":"A.Also.Left","status":"skipped","extra":{"reason":"no data"}},
              {"name":"A.Odd","status":"other"}]}}
            """;

        var outcome = TestOutcome.ReadCtrf(report);

        Assert.Equal(2, outcome.Passed);
        Assert.Equal(["no server", "no data"], outcome.Skipped);
        Assert.Collection(
            outcome.Failures,
            failure => Assert.Equal($"A.Bad{Environment.NewLine}1 is not 2{Environment.NewLine}at A.Bad()", failure),
            failure => Assert.StartsWith("A.Odd", failure, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"results\":{\"tests\":[")]
    public void ReadCtrf_TornReport_Throws(string report) =>
        Assert.ThrowsAny<JsonException>(() => TestOutcome.ReadCtrf(report));
}
