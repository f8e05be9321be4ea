using System.Collections.Immutable;
using System.Numerics;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>
/// One shard of the index from segment id to a cell that holds the segment: sorted ids, 6 to 10 bytes a segment. Ids are
/// hashes, so that shards by their leading bits are even. Immutable; safe to share.
/// </summary>
public sealed class SegmentIndex
{
    private const string What = "base-map index";
    private const byte Version = 1;
    private const int SegmentsPerShard = 50_000;

    // The grid has 4,000 rows; a shard is kept in the base-map store like a cell, on a row that no cell has.
    private const int StoreRow = 1_000_000;

    private readonly ulong[] _ids;
    private readonly CellId[] _cells;

    private SegmentIndex(ulong[] ids, CellId[] cells)
    {
        _ids = ids;
        _cells = cells;
    }

    private static ReadOnlySpan<byte> Magic => "RDIX"u8;

    /// <summary>The ids in the shard, ascending.</summary>
    public IEnumerable<SegmentId> Ids => _ids.Select(id => new SegmentId(id));

    /// <summary>The home cell of a segment; null where the shard does not hold it.</summary>
    public CellId? Find(SegmentId id)
    {
        var index = Array.BinarySearch(_ids, id.Value);
        return index < 0 ? null : _cells[index];
    }

    /// <summary>How many shards a map of so many segments has, a power of two from 1.</summary>
    public static int ShardCount(int segments) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, (segments + SegmentsPerShard - 1) / SegmentsPerShard));

    /// <summary>The shard that holds a segment.</summary>
    /// <param name="id">The segment.</param>
    /// <param name="shardCount">A power of two from 1.</param>
    public static int ShardOf(SegmentId id, int shardCount) =>
        shardCount == 1 ? 0 : (int)(id.Value >> (64 - BitOperations.Log2((uint)shardCount)));

    /// <summary>Under which cell id the base-map store keeps a shard.</summary>
    public static CellId StoreCellOf(int shard) => new(StoreRow, shard);

    /// <summary>All shards as bytes: sealed envelopes (<c>RDIX</c>, version 1).</summary>
    /// <param name="segments">In order of id, no id twice.</param>
    public static ImmutableArray<byte[]> Encode(ImmutableArray<RoadSegment> segments)
    {
        var shards = ImmutableArray.CreateBuilder<byte[]>();
        var shardCount = ShardCount(segments.Length);
        var at = 0;
        for (var shard = 0; shard < shardCount; shard++)
        {
            var first = at;
            while (at < segments.Length && ShardOf(segments[at].Id, shardCount) == shard)
                at++;
            shards.Add(EncodeShard(segments.AsSpan()[first..at]));
        }

        return shards.ToImmutable();
    }

    /// <summary>Reads one shard.</summary>
    /// <exception cref="BaseMapFormatException">The bytes are not what <see cref="Encode"/> writes.</exception>
    public static SegmentIndex Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(SealedBytes.Open(What, Magic, Version, bytes));
        try
        {
            var ids = new ulong[reader.Int(reader.Left)];
            var cells = new CellId[ids.Length];
            ulong id = 0;
            for (var i = 0; i < ids.Length; i++)
            {
                var step = reader.Varint();
                if (i > 0 && (step == 0 || id + step < id))
                    throw new FormatException("its ids are out of order");
                ids[i] = id += step;
                cells[i] = new CellId((int)reader.ZigZag(), (int)reader.ZigZag());
            }

            return reader.Left == 0 ? new SegmentIndex(ids, cells) : throw new FormatException($"{reader.Left} bytes are left over");
        }
        catch (FormatException fault) when (fault is not BaseMapFormatException)
        {
            throw new BaseMapFormatException(What, fault.Message, fault);
        }
    }

    /// <summary>The checksum of an encoded shard.</summary>
    public static Hash128 ChecksumOf(ReadOnlySpan<byte> encoded) => SealedBytes.ChecksumOf(encoded);

    private static byte[] EncodeShard(ReadOnlySpan<RoadSegment> segments)
    {
        var writer = SealedBytes.Begin(Magic, Version);
        writer.Varint((ulong)segments.Length);
        ulong previous = 0;
        foreach (var segment in segments)
        {
            writer.Varint(segment.Id.Value - previous);
            previous = segment.Id.Value;
            var cell = segment.HomeCell;
            writer.ZigZag(cell.Row);
            writer.ZigZag(cell.Column);
        }

        return SealedBytes.Seal(writer);
    }
}
