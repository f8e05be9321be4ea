using System.Globalization;
using Amazon.DynamoDBv2.Model;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// How ledger entries lie in DynamoDB: one item per chunk (<c>c#id</c>) or per booking of refusals (<c>r#guid</c>), the
/// messages' lines in one binary attribute. Times are ticks of UTC, the expiry is seconds of Unix time as DynamoDB wants it.
/// </summary>
internal static class LedgerItem
{
    // Names that stand in expressions are none of DynamoDB's reserved words.
    public const string Key = "pk";
    public const string Lines = "message_lines";
    public const string SentAt = "sent_at";
    public const string CompletedAt = "completed_at";
    public const string Expiry = "expires_at";

    /// <summary>Set while in flight only: an index over it holds nothing else.</summary>
    public const string Flight = "flight_no";
    public const int Flights = 16;

    private const string CreatedAt = "created";
    private const string BaseMap = "map";
    private const string Model = "model";
    private const string Messages = "messages";
    private const string Frames = "frames";
    private const string Lane = "lane";
    private const string Refused = "refused";

    /// <summary>What <see cref="ReadSums"/> reads.</summary>
    public static readonly string[] SumAttributes = [Lines, SentAt, CompletedAt, Expiry, Refused];

    public static string KeyOf(ChunkId chunk) => $"c#{chunk}";

    public static string FlightName(int flight) => flight.ToString("x1", CultureInfo.InvariantCulture);

    public static Dictionary<string, AttributeValue> Of(ChunkEntry entry) => new()
    {
        [Key] = new() { S = KeyOf(entry.Chunk) },
        [CreatedAt] = Number(entry.Chunk.CreatedAt.UtcTicks),
        [BaseMap] = Number(entry.Item.BaseMap),
        [Model] = Number(entry.Item.Model),
        [Messages] = Number(entry.Item.Messages),
        [Frames] = Number(entry.Item.Frames),
        [Lane] = Number((int)entry.Lane),
        [SentAt] = Number(entry.Item.EnqueuedAt.UtcTicks),
        [Lines] = new() { B = new MemoryStream(MessageLines.Pack(entry.Messages)) },
        [Refused] = Counts(entry.Refused),
        [Flight] = new() { S = FlightName((int)(entry.Chunk.Value.High >> 60)) },
        [Expiry] = ExpiryOf(entry.Chunk.CreatedAt),
    };

    public static Dictionary<string, AttributeValue> Of(Guid id, RefusedCounts refused, DateTimeOffset at) => new()
    {
        [Key] = new() { S = $"r#{id:N}" },
        [Refused] = Counts(refused),
        [Expiry] = ExpiryOf(at),
    };

    public static ChunkEntry ReadEntry(Dictionary<string, AttributeValue> item)
    {
        if (!Hash128.TryParse(item[Key].S[2..], out var id))
            throw new ChunkFormatException("A ledger item's key names no chunk.");
        var chunk = new ChunkId(id, Time(item[CreatedAt]));
        var work = new WorkItem(
            chunk, Number(item[BaseMap]), (int)Number(item[Model]), (int)Number(item[Messages]), (int)Number(item[Frames]),
            Time(item[SentAt]));
        return new ChunkEntry(
            work, (WorkLane)Number(item[Lane]), MessageLines.Unpack(item[Lines].B.ToArray()), Counts(item[Refused]),
            item.TryGetValue(CompletedAt, out var done) ? Time(done) : null);
    }

    /// <summary>Adds an item, of which <see cref="SumAttributes"/> were read, to the books.</summary>
    public static void ReadSums(Dictionary<string, AttributeValue> item, BookKeeper books)
    {
        var lines = item.TryGetValue(Lines, out var packed) ? MessageLines.Unpack(packed.B.ToArray()) : [];
        var inFlight = packed is not null && !item.ContainsKey(CompletedAt);
        books.Add(lines, Counts(item[Refused]), inFlight ? Time(item[SentAt]) : null);
    }

    /// <summary>DynamoDB deletes expired items when it comes round to it, and some servers never.</summary>
    public static bool IsExpired(Dictionary<string, AttributeValue> item, DateTimeOffset now) =>
        Number(item[Expiry]) < now.ToUnixTimeSeconds();

    public static AttributeValue Number(long value) => new() { N = value.ToString(CultureInfo.InvariantCulture) };

    private static long Number(AttributeValue value) => long.Parse(value.N, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(AttributeValue value) => new(Number(value), TimeSpan.Zero);

    private static AttributeValue ExpiryOf(DateTimeOffset at) => Number((at + LedgerExpiry.Age).ToUnixTimeSeconds());

    private static AttributeValue Counts(RefusedCounts counts) => new()
    {
        L =
        [
            Number(counts.RejectedMessages), Number(counts.RejectedFrames),
            Number(counts.DuplicateMessages), Number(counts.DuplicateFrames),
        ],
    };

    private static RefusedCounts Counts(AttributeValue value) =>
        new(Number(value.L[0]), Number(value.L[1]), Number(value.L[2]), Number(value.L[3]));
}
