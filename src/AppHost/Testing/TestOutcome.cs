using System.Text.Json;
using System.Text.Json.Nodes;

namespace Telemetry.AppHost.Testing;

/// <summary>What became of a project's tests.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failures">Those that failed: name, message and stack.</param>
/// <param name="Skipped">Why tests were skipped, one entry per test.</param>
internal sealed record TestOutcome(int Passed, IReadOnlyList<string> Failures, IReadOnlyList<string> Skipped)
{
    /// <summary>Reads a report in the Common Test Report Format (ctrf.io), which xunit writes with <c>-ctrf</c>.</summary>
    /// <exception cref="JsonException">The text is not such a report.</exception>
    public static TestOutcome ReadCtrf(string json)
    {
        var tests = JsonNode.Parse(json)?["results"]?["tests"]?.AsArray() ?? throw new JsonException("No results.tests in the report.");
        var passed = 0;
        var failures = new List<string>();
        var skipped = new List<string>();
        foreach (var test in tests)
        {
            var name = (string?)test!["name"] ?? "(no name)";
            switch ((string?)test["status"])
            {
                case "passed":
                    passed++;
                    break;
                case "skipped" or "pending":
                    // xunit puts the reason among the format's extra fields.
                    skipped.Add((string?)test["message"] ?? (string?)test["extra"]?["reason"] ?? "no reason given");
                    break;
                default:
                    failures.Add($"{name}{Environment.NewLine}{(string?)test["message"]}{Environment.NewLine}{(string?)test["trace"]}");
                    break;
            }
        }

        return new TestOutcome(passed, failures, skipped);
    }
}
