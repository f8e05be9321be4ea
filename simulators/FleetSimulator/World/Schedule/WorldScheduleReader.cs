using System.Globalization;
using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>
/// Reads a schedule from JSON: <c>{"changes": [{"at", "kind", "segment" or "way", "direction", "limit"}]}</c>. <c>at</c> is a time
/// (<c>2026-03-02T10:00:00Z</c>) or a time since the start (<c>+1:30:00</c>); <c>kind</c> is <c>limit</c>, <c>close</c> or
/// <c>open</c>; <c>segment</c> is a segment's id, <c>way</c> an OSM way's, for all its segments; <c>direction</c> is
/// <c>forward</c> or <c>backward</c>, both without it; <c>limit</c> is as OSM's <c>maxspeed</c>. Pure.
/// </summary>
public static class WorldScheduleReader
{
    private static readonly string[] Fields = ["at", "kind", "segment", "way", "direction", "limit"];

    /// <summary>Reads a schedule.</summary>
    /// <param name="name">What error messages call the text.</param>
    /// <param name="json">The text.</param>
    /// <param name="startUtc">What times since the start count from.</param>
    /// <param name="roads">The roads of the true world; others cannot change.</param>
    /// <exception cref="WorldScheduleFormatException">Something is wrong with it; nothing was read.</exception>
    public static WorldSchedule Read(string name, string json, DateTimeOffset startUtc, IReadOnlyList<RoadSegment> roads)
    {
        ArgumentNullException.ThrowIfNull(roads);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object ||
                !document.RootElement.TryGetProperty("changes", out var list) || list.ValueKind != JsonValueKind.Array)
                throw new WorldScheduleFormatException(name, "changes", "must be an array in an object");
            var byWay = roads.ToLookup(road => road.OsmWayId, road => road.Id);
            var known = roads.Select(road => road.Id).ToHashSet();
            return WorldSchedule.Of([.. list.EnumerateArray().SelectMany((entry, i) =>
                new Entry(name, $"changes[{i}]", entry).Read(startUtc, byWay, known))]);
        }
        catch (JsonException malformed)
        {
            throw new WorldScheduleFormatException(name, $"line {malformed.LineNumber + 1}", "this is not JSON");
        }
    }

    private readonly struct Entry(string name, string path, JsonElement element)
    {
        public IEnumerable<WorldChange> Read(DateTimeOffset startUtc, ILookup<long, SegmentId> byWay, HashSet<SegmentId> known)
        {
            CheckFields();
            var at = At(startUtc);
            var kind = Kind();
            var direction = Direction(kind);
            var limit = Limit(kind);
            return [.. Segments(byWay, known).Select(id => new WorldChange(at, id, kind, direction, limit))];
        }

        private void CheckFields()
        {
            if (element.ValueKind != JsonValueKind.Object)
                throw new WorldScheduleFormatException(name, path, "must be an object");
            foreach (var property in element.EnumerateObject())
            {
                if (!Fields.Contains(property.Name))
                    throw Wrong(property.Name, "is not known; " + string.Join(", ", Fields) + " are");
            }
        }

        private DateTimeOffset At(DateTimeOffset startUtc)
        {
            var text = Text("at") ?? throw Wrong("at", "is missing");
            if (text.StartsWith('+') && TimeSpan.TryParse(text[1..], CultureInfo.InvariantCulture, out var since))
                return startUtc + since;
            return !text.StartsWith('+') && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                ? at
                : throw Wrong("at", $"\"{text}\" is neither a time such as 2026-03-02T10:00:00Z nor one since the start such as +1:30:00");
        }

        private WorldChangeKind Kind() => Text("kind") switch
        {
            "limit" => WorldChangeKind.Limit,
            "close" => WorldChangeKind.Close,
            "open" => WorldChangeKind.Open,
            null => throw Wrong("kind", "is missing"),
            var other => throw Wrong("kind", $"\"{other}\" is not limit, close or open"),
        };

        private TravelDirection? Direction(WorldChangeKind kind) => Text("direction") switch
        {
            null => null,
            _ when kind != WorldChangeKind.Limit => throw Wrong("direction", "goes with a limit only"),
            "forward" => TravelDirection.Forward,
            "backward" => TravelDirection.Backward,
            var other => throw Wrong("direction", $"\"{other}\" is not forward or backward"),
        };

        private SpeedLimit? Limit(WorldChangeKind kind)
        {
            var text = Text("limit");
            if (kind != WorldChangeKind.Limit)
                return text is null ? null : throw Wrong("limit", "goes with the kind limit only");
            return SpeedLimit.TryParse(text ?? throw Wrong("limit", "is missing"), out var limit)
                ? limit
                : throw Wrong("limit", $"\"{text}\" is not a limit such as 50, 30 mph, none or variable");
        }

        private IEnumerable<SegmentId> Segments(ILookup<long, SegmentId> byWay, HashSet<SegmentId> known)
        {
            var hasWay = element.TryGetProperty("way", out var way);
            if (Text("segment") is { } text)
            {
                if (hasWay)
                    throw Wrong("way", "stands beside a segment; one of the two is enough");
                if (!SegmentId.TryParse(text, out var id))
                    throw Wrong("segment", $"\"{text}\" is not an id of 16 hexadecimal digits");
                return known.Contains(id) ? [id] : throw Wrong("segment", $"{id} is not a road of this world");
            }

            if (!hasWay)
                throw Wrong("segment", "is missing, and so is way");
            if (way.ValueKind != JsonValueKind.Number || !way.TryGetInt64(out var wayId))
                throw Wrong("way", "must be a whole number");
            return byWay.Contains(wayId) ? byWay[wayId] : throw Wrong("way", $"{wayId} is not a road of this world");
        }

        private string? Text(string field) =>
            !element.TryGetProperty(field, out var value) ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : throw Wrong(field, "must be a string");

        private WorldScheduleFormatException Wrong(string field, string problem) => new(name, $"{path}.{field}", problem);
    }
}
