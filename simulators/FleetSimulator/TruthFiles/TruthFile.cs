using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.FleetSimulator.Evaluation;

namespace Telemetry.FleetSimulator.TruthFiles;

/// <summary>What evaluation takes from a truth file.</summary>
internal sealed class TruthFile
{
    private readonly Dictionary<(SegmentId, TravelDirection), List<LimitPart>> _limits = [];
    private readonly Dictionary<(SegmentId, TravelDirection), double> _changed = [];
    private readonly Dictionary<(SegmentId, TravelDirection), double> _scheduled = [];
    private readonly Dictionary<(SegmentId, TravelDirection), int> _vehicles = [];
    private readonly List<SegmentId> _gone = [];

    private TruthFile()
    {
    }

    /// <summary>Roads whose limit the base map lacked or had wrong.</summary>
    public IEnumerable<RoadTruth> Changed => _changed.Where(road => !_scheduled.ContainsKey(road.Key)).Select(RoadOf);

    /// <summary>Roads whose limit changed while vehicles drove.</summary>
    public IEnumerable<RoadTruth> Scheduled => _scheduled.Select(RoadOf);

    /// <summary>Roads that only the base map has, or that closed on the way.</summary>
    public IReadOnlyCollection<SegmentId> Gone => _gone;

    /// <summary>Reads a file.</summary>
    /// <param name="name">What error messages call it.</param>
    /// <param name="lines">Its lines.</param>
    /// <exception cref="InvalidDataException">A line is not as the format has it.</exception>
    public static TruthFile Read(string name, IEnumerable<string> lines)
    {
        var file = new TruthFile();
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            try
            {
                using var document = JsonDocument.Parse(line);
                file.Take(document.RootElement, number);
            }
            catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
            {
                throw new InvalidDataException(FormattableString.Invariant($"{name}, line {number}: {e.Message}"), e);
            }
        }

        if (number == 0)
            throw new InvalidDataException($"{name} is empty.");
        return file;
    }

    private void Take(JsonElement line, int number)
    {
        var kind = line.GetProperty("kind").GetString();
        if ((kind == "header") != (number == 1))
            throw new FormatException("a truth file begins with its header, and has one");
        switch (kind)
        {
            case "header":
                if (line.GetProperty("format").GetInt32() != TruthHeader.CurrentFormat)
                    throw new FormatException($"format {line.GetProperty("format")} is not known here");
                break;
            case "limit":
                TakeLimit(line);
                break;
            case "difference":
                TakeDifference(line);
                break;
            case "change":
                TakeChange(line);
                break;
            case "passes":
                _vehicles[(SegmentOf(line), DirectionOf(line))] = line.GetProperty("vehicles").GetInt32();
                break;
            default:
                throw new FormatException($"there is no kind {kind}");
        }
    }

    // What is true in the end: judging looks at a platform that has learned all there was to learn.
    private void TakeLimit(JsonElement line)
    {
        if (line.GetProperty("condition").ValueKind != JsonValueKind.Null || line.GetProperty("until").ValueKind != JsonValueKind.Null)
            return;
        var road = (SegmentOf(line), DirectionOf(line));
        if (!_limits.TryGetValue(road, out var parts))
            _limits.Add(road, parts = []);
        parts.Add(new LimitPart(line.GetProperty("from_m").GetDouble(), line.GetProperty("to_m").GetDouble(), LimitOf(line)));
    }

    private void TakeDifference(JsonElement line)
    {
        switch (line.GetProperty("what").GetString())
        {
            case "untagged" or "wrong_limit":
                _changed[(SegmentOf(line), DirectionOf(line))] = line.GetProperty("base_length_m").GetDouble();
                break;
            case "gone":
                _gone.Add(SegmentOf(line));
                break;
        }
    }

    private void TakeChange(JsonElement line)
    {
        var segment = SegmentOf(line);
        switch (line.GetProperty("what").GetString())
        {
            case "close":
                _gone.Add(segment);
                break;
            case "open":
                _gone.Remove(segment);
                break;
            case "limit" when line.GetProperty("base_length_m").ValueKind != JsonValueKind.Null:
                foreach (var direction in (ReadOnlySpan<TravelDirection>)[TravelDirection.Forward, TravelDirection.Backward])
                {
                    if (_limits.ContainsKey((segment, direction)) &&
                        (line.GetProperty("direction").ValueKind == JsonValueKind.Null || DirectionOf(line) == direction))
                        _scheduled[(segment, direction)] = line.GetProperty("base_length_m").GetDouble();
                }

                break;
        }
    }

    private RoadTruth RoadOf(KeyValuePair<(SegmentId Segment, TravelDirection Direction), double> road)
    {
        var parts = _limits.GetValueOrDefault(road.Key) ?? [];
        // The base map's line may lie beside the road, and be a little longer or shorter.
        var scale = parts.Count == 0 ? 1 : road.Value / parts.Max(part => part.ToM);
        return new RoadTruth(
            road.Key.Segment, road.Key.Direction, road.Value,
            [.. parts.Select(part => part with { FromM = part.FromM * scale, ToM = part.ToM * scale })],
            _vehicles.GetValueOrDefault(road.Key));
    }

    private static SegmentId SegmentOf(JsonElement line) =>
        SegmentId.TryParse(line.GetProperty("segment").GetString(), out var id) ? id : throw new FormatException("segment is no segment's id");

    private static TravelDirection DirectionOf(JsonElement line) => line.GetProperty("direction").GetString() switch
    {
        "forward" => TravelDirection.Forward,
        "backward" => TravelDirection.Backward,
        _ => throw new FormatException("direction is not forward or backward"),
    };

    private static SpeedLimit LimitOf(JsonElement line) => SpeedLimit.TryParse(line.GetProperty("limit").GetString()!, out var limit)
        ? limit
        : throw new FormatException("limit is not a limit such as 50, 30 mph, none or variable");
}
