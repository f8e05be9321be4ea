using System.Text.Json.Nodes;

namespace Telemetry.Benchmarks;

/// <summary>What a benchmark measured: figures of one machine mean little, so each stands beside a limit or a peer of the same run.</summary>
public sealed record BenchReport
{
    /// <summary>What was run, in words: data, settings, rounds.</summary>
    public required string Ran { get; init; }

    /// <summary>How often <see cref="Value"/> is what it is measured against; above 1 is better than that.</summary>
    public required double Ratio { get; init; }

    /// <summary>The figure of this platform, in <see cref="Unit"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The unit of <see cref="Value"/>, as <c>fixes/s</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>What it is measured against, with its figure.</summary>
    public required string Against { get; init; }

    /// <summary>Further figures by name, in snake case.</summary>
    public JsonObject Details { get; init; } = [];

    /// <summary>One JSON object: <c>ratio</c>, <c>value</c>, <c>unit</c>, <c>against</c>, <c>ran</c>, then the details.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["ratio"] = Math.Round(Ratio, 3), ["value"] = Math.Round(Value, 3), ["unit"] = Unit, ["against"] = Against, ["ran"] = Ran,
        };
        foreach (var (name, detail) in Details)
            json[name] = detail?.DeepClone();
        return json;
    }
}
