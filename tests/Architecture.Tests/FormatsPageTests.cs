using System.Text.RegularExpressions;

namespace Telemetry.Architecture.Tests;

/// <summary><c>docs/formats.md</c> tells of every field that goes in and every property that comes out, and of none that does not exist.</summary>
public sealed partial class FormatsPageTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "formats.md"));
    private static readonly string s_schema = File.ReadAllText(
        Path.Combine(SourceTree.Root, "src", "Contracts", "Protos", "telemetry_v1.proto"));

    [Fact]
    public void Fields_OfEveryMessage_StandInItsTable()
    {
        foreach (var (message, fields) in Messages())
        {
            var table = Named(Section($"### {message}"));
            Assert.Equal(fields.Order(), table.Order());
        }
    }

    [Fact]
    public void Fields_OfEveryMessage_AreMapped()
    {
        var mapped = Named(Section("### Messages") + Section("### Position and motion") + Section("### Signs"));
        Assert.Equal(Messages().SelectMany(message => message.Fields).Order(), mapped.Order());
    }

    [Fact]
    public void SignTypes_AreMapped()
    {
        var types = SignType().Matches(Braced("enum Type")).Select(match => match.Groups[1].Value);
        Assert.Equal(types.Order(), Named(Section("### Sign types")).Order());
    }

    [Fact]
    public void Properties_ThatFactsWrite_StandInTheTable()
    {
        var written = SourceTree.Code("src/MapFusion/Facts")
            .SelectMany(file => Property().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value).ToHashSet();
        var told = Quoted().Matches(Section("## Features")).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(written);
        Assert.Empty(written.Except(told));
    }

    /// <summary>Each message of the schema with its fields, those of nested types left out.</summary>
    private static IEnumerable<(string Name, string[] Fields)> Messages() =>
        Message().Matches(s_schema).Select(match => match.Groups[1].Value).Select(name => (
            name, Field().Matches(Nested().Replace(Braced($"message {name} "), "")).Select(match => match.Groups[1].Value).ToArray()));

    private static string Braced(string start)
    {
        var from = s_schema.IndexOf(start, StringComparison.Ordinal);
        var depth = 0;
        for (var at = s_schema.IndexOf('{', from); ; at++)
        {
            depth += s_schema[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return s_schema[s_schema.IndexOf('{', from)..at];
        }
    }

    /// <summary>From a heading to the next of its rank or above.</summary>
    private static string Section(string heading)
    {
        var from = s_page.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(from >= 0, $"docs/formats.md has no heading '{heading}'.");
        var rank = heading.IndexOf(' ', StringComparison.Ordinal);
        var next = Regex.Match(s_page[(from + heading.Length)..], $"^#{{2,{rank}}} ", RegexOptions.Multiline);
        return next.Success ? s_page.Substring(from, heading.Length + next.Index) : s_page[from..];
    }

    /// <summary>What the first cells of a section's tables name.</summary>
    private static IEnumerable<string> Named(string section) => section.Split('\n')
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
        .SelectMany(line => Quoted().Matches(line.Split('|')[1]))
        .Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^message (\w+) ", RegexOptions.Multiline)]
    private static partial Regex Message();

    [GeneratedRegex(@"enum \w+ \{[^}]*\}")]
    private static partial Regex Nested();

    [GeneratedRegex(@"^\s*(?:optional |repeated )?\w+ (\w+) = \d+;", RegexOptions.Multiline)]
    private static partial Regex Field();

    [GeneratedRegex(@"(\w+) = \d+;")]
    private static partial Regex SignType();

    [GeneratedRegex("\\.(?:Text|Number|Raw|Flag)\\(\\s*\"(\\w+)\"")]
    private static partial Regex Property();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
