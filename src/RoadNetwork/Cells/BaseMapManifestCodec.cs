using System.Collections.Immutable;
using System.Numerics;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>
/// Manifests as bytes: a sealed envelope (<c>RDMF</c>, version 2), numbers as varints. Equal manifests give equal bytes.
/// Pure; safe to call from any thread.
/// </summary>
public static class BaseMapManifestCodec
{
    private const string What = "base-map manifest";
    private const byte Version = 2;

    // What a cell takes at least: two ids, a count, a checksum.
    private const int SmallestCellBytes = 3 + Hash128.Size;

    private static ReadOnlySpan<byte> Magic => "RDMF"u8;

    /// <summary>The bytes of a manifest.</summary>
    public static byte[] Encode(BaseMapManifest manifest)
    {
        var writer = SealedBytes.Begin(Magic, Version);
        writer.ZigZag(manifest.Sequence);
        WriteHash(writer, manifest.ContentHash);
        writer.ZigZag(manifest.Box.WestE7);
        writer.ZigZag(manifest.Box.SouthE7);
        writer.ZigZag(manifest.Box.EastE7);
        writer.ZigZag(manifest.Box.NorthE7);
        writer.Varint((ulong)manifest.Ways);
        writer.Varint((ulong)manifest.Segments);
        writer.Varint((ulong)manifest.TaggedLimits);
        writer.Text(manifest.SourceName);
        writer.Text(manifest.Attribution);
        writer.Text(manifest.Country ?? "");
        writer.Varint((ulong)manifest.Cells.Length);
        foreach (var cell in manifest.Cells)
        {
            writer.ZigZag(cell.Cell.Row);
            writer.ZigZag(cell.Cell.Column);
            writer.Varint((ulong)cell.Segments);
            WriteHash(writer, cell.Checksum);
        }

        writer.Varint((ulong)manifest.IndexShards.Length);
        foreach (var shard in manifest.IndexShards)
            WriteHash(writer, shard);
        return SealedBytes.Seal(writer);
    }

    /// <summary>The manifest that <see cref="Encode"/> was given.</summary>
    /// <exception cref="BaseMapFormatException">The bytes are not what <see cref="Encode"/> writes.</exception>
    public static BaseMapManifest Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new CompactReader(SealedBytes.Open(What, Magic, Version, bytes));
        try
        {
            return Read(ref reader);
        }
        catch (FormatException fault) when (fault is not BaseMapFormatException)
        {
            throw new BaseMapFormatException(What, fault.Message, fault);
        }
    }

    private static BaseMapManifest Read(ref CompactReader reader)
    {
        var manifest = new BaseMapManifest
        {
            Sequence = reader.ZigZag(),
            ContentHash = Hash128.ReadFrom(reader.Bytes(Hash128.Size)),
            Box = new GeoBox((int)reader.ZigZag(), (int)reader.ZigZag(), (int)reader.ZigZag(), (int)reader.ZigZag()),
            Ways = reader.Int(int.MaxValue),
            Segments = reader.Int(int.MaxValue),
            TaggedLimits = reader.Int(int.MaxValue),
            SourceName = reader.Text(),
            Attribution = reader.Text(),
            Country = reader.Text() is { Length: > 0 } country ? country : null,
            Cells = ReadCells(ref reader),
            IndexShards = ReadShards(ref reader),
        };
        if (reader.Left > 0)
            throw new FormatException($"{reader.Left} bytes are left over");
        if (BaseMapManifest.HashOf(manifest.Cells) != manifest.ContentHash)
            throw new FormatException("its content hash is not that of its cells");
        return manifest;
    }

    private static ImmutableArray<BaseMapCell> ReadCells(ref CompactReader reader)
    {
        var cells = new BaseMapCell[reader.Int(reader.Left / SmallestCellBytes)];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = new BaseMapCell(
                new CellId((int)reader.ZigZag(), (int)reader.ZigZag()), reader.Int(int.MaxValue),
                Hash128.ReadFrom(reader.Bytes(Hash128.Size)));
            if (i > 0 && cells[i - 1].Cell.CompareTo(cells[i].Cell) >= 0)
                throw new FormatException($"cell {cells[i].Cell} is out of order");
        }

        return ImmutableArray.Create(cells);
    }

    private static ImmutableArray<Hash128> ReadShards(ref CompactReader reader)
    {
        var shards = new Hash128[reader.Int(reader.Left / Hash128.Size)];
        for (var i = 0; i < shards.Length; i++)
            shards[i] = Hash128.ReadFrom(reader.Bytes(Hash128.Size));
        return BitOperations.IsPow2(shards.Length)
            ? ImmutableArray.Create(shards)
            : throw new FormatException($"it names {shards.Length} index shards, which is no power of two");
    }

    private static void WriteHash(CompactWriter writer, Hash128 hash)
    {
        Span<byte> bytes = stackalloc byte[Hash128.Size];
        hash.WriteTo(bytes);
        writer.Bytes(bytes);
    }
}
