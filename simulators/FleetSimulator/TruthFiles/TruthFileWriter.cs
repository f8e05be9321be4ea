using System.Text.Json;
using System.Text.Json.Nodes;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.FleetSimulator.Driving;
using Telemetry.FleetSimulator.World;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.FleetSimulator.World.Truth;

namespace Telemetry.FleetSimulator.TruthFiles;

/// <summary>
/// Writes what is true of a run as JSON lines: a header, every true limit, every difference of the base map, every scheduled
/// change, and what was truly driven. Only evaluation reads it. <c>docs/simulator.md</c> describes every line.
/// </summary>
/// <param name="output">Where it goes; stays open.</param>
/// <param name="ids">The ids that segments have in the base map that the platform imports; the others keep theirs.</param>
internal sealed class TruthFileWriter(TextWriter output, IReadOnlyDictionary<SegmentId, SegmentId> ids)
{
    /// <summary>Writes the truth of a run that is over.</summary>
    public void Write(TruthHeader header, SimulatedWorld world, TruePasses passes)
    {
        Line("header", JsonSerializer.SerializeToNode(header, ReportJson.Options)!.AsObject());
        foreach (var limit in world.Limits.All())
            Line("limit", LimitOf(limit));
        var truth = world.Truth.ToDictionary(road => road.Id);
        var baseMap = world.BaseMap.ToDictionary(road => road.Id);
        foreach (var difference in world.Differences)
        {
            var line = truth.TryGetValue(difference.Segment, out var road) ? road.Line : baseMap[difference.Segment].Line;
            Line("difference", new JsonObject
            {
                ["segment"] = IdOf(difference.Segment),
                ["what"] = NameOf(difference.Kind.ToString()),
                ["direction"] = NameOf(difference.Direction.ToString()),
                ["shift_m"] = Math.Round(difference.ShiftM, 2),
                ["length_m"] = road is null ? null : Math.Round(road.LengthM, 2),
                ["base_length_m"] = baseMap.TryGetValue(difference.Segment, out var known) ? Math.Round(known.LengthM, 2) : null,
                ["line"] = difference.Kind is DifferenceKind.Untagged or DifferenceKind.WrongLimit ? null : LineOf(line),
            });
        }

        foreach (var change in world.Schedule.Changes)
            Line("change", ChangeOf(change, baseMap.TryGetValue(change.Segment, out var road) ? road.LengthM : null));
        WritePasses(world, passes);
        output.Flush();
    }

    private void WritePasses(SimulatedWorld world, TruePasses passes)
    {
        foreach (var road in world.Truth)
        {
            foreach (var direction in (ReadOnlySpan<TravelDirection>)[TravelDirection.Forward, TravelDirection.Backward])
            {
                if (passes.Passes(road.Id, direction) is > 0 and var count)
                    Line("passes", new JsonObject
                    {
                        ["segment"] = IdOf(road.Id),
                        ["direction"] = NameOf(direction.ToString()),
                        ["passes"] = count,
                        ["vehicles"] = passes.DistinctVehicles(road.Id, direction),
                    });
            }
        }
    }

    private JsonObject LimitOf(TrueLimit limit) => new()
    {
        ["segment"] = IdOf(limit.Segment),
        ["direction"] = NameOf(limit.Direction.ToString()),
        ["from_m"] = Math.Round(limit.FromM, 2),
        ["to_m"] = Math.Round(limit.ToM, 2),
        ["limit"] = limit.Limit.ToString(),
        ["condition"] = limit.Condition,
        ["from"] = limit.FromUtc,
        ["until"] = limit.UntilUtc,
    };

    private JsonObject ChangeOf(WorldChange change, double? baseLengthM) => new()
    {
        ["at"] = change.AtUtc,
        ["segment"] = IdOf(change.Segment),
        ["what"] = NameOf(change.Kind.ToString()),
        ["direction"] = change.Direction is { } direction ? NameOf(direction.ToString()) : null,
        ["limit"] = change.Limit?.ToString(),
        ["base_length_m"] = baseLengthM is { } length ? Math.Round(length, 2) : null,
    };

    private static JsonArray LineOf(IEnumerable<GeoPoint> line) =>
        [.. line.Select(point => (JsonNode)new JsonArray(point.LonDeg, point.LatDeg))];

    private string IdOf(SegmentId segment) => (ids.TryGetValue(segment, out var id) ? id : segment).ToString();

    private static string NameOf(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private void Line(string kind, JsonObject line)
    {
        line.Insert(0, "kind", kind);
        output.Write(line.ToJsonString(ReportJson.Options));
        output.Write('\n');
    }
}
