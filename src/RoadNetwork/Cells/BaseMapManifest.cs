using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>What a base map consists of. Immutable; safe to share.</summary>
public sealed record BaseMapManifest
{
    /// <summary>The base map's sequence number, from 1; a larger one replaces a smaller one.</summary>
    public required long Sequence { get; init; }

    /// <summary>Hash over the cells' ids and checksums: two base maps with equal hashes hold the same roads.</summary>
    public required Hash128 ContentHash { get; init; }

    /// <summary>The content hash as the version's name: 32 hexadecimal digits.</summary>
    public string Version => ContentHash.ToString();

    /// <summary>The smallest box around all lines.</summary>
    public required GeoBox Box { get; init; }

    /// <summary>Drivable OSM ways.</summary>
    public required int Ways { get; init; }

    /// <summary>Segments, each once.</summary>
    public required int Segments { get; init; }

    /// <summary>Drivable ways with a limit.</summary>
    public required int TaggedLimits { get; init; }

    /// <summary>The cells, by row, then column.</summary>
    public required ImmutableArray<BaseMapCell> Cells { get; init; }

    /// <summary>
    /// Checksums of the shards of the index of segment ids, a power of two of them; a shard holds the ids whose leading bits
    /// are its number.
    /// </summary>
    public required ImmutableArray<Hash128> IndexShards { get; init; }

    /// <summary>The country that the whole map lies in, ISO 3166-1 in two capitals; null where it is not known or not one.</summary>
    public string? Country { get; init; }

    /// <summary>The name of the file imported, without folders.</summary>
    public required string SourceName { get; init; }

    /// <summary>Whom the map's users must name.</summary>
    public required string Attribution { get; init; }

    /// <summary>The <see cref="ContentHash"/> of a list of cells.</summary>
    public static Hash128 HashOf(IEnumerable<BaseMapCell> cells)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> entry = stackalloc byte[sizeof(ulong) + Hash128.Size];
        foreach (var cell in cells)
        {
            BinaryPrimitives.WriteUInt64BigEndian(entry, cell.Cell.Packed);
            cell.Checksum.WriteTo(entry[sizeof(ulong)..]);
            hash.AppendData(entry);
        }

        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);
        return Hash128.ReadFrom(result);
    }

    /// <summary>The cell's place in <see cref="Cells"/>; negative where the map has nothing there. O(log n).</summary>
    public int IndexOf(CellId cell)
    {
        int low = 0, high = Cells.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = Cells[middle].Cell.CompareTo(cell);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
