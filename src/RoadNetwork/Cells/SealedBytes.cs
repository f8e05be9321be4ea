using System.Security.Cryptography;
using Telemetry.Contracts.Identity;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>
/// The envelope of all base-map objects: four letters that name the kind, a version byte, the content, and the first 16
/// bytes of SHA-256 over all of that.
/// </summary>
internal static class SealedBytes
{
    private const int MagicSize = 4;
    private const int HeaderSize = MagicSize + 1;

    /// <summary>A writer that stands behind the header.</summary>
    public static CompactWriter Begin(ReadOnlySpan<byte> magic, byte version)
    {
        var writer = new CompactWriter();
        writer.Bytes(magic);
        writer.Byte(version);
        return writer;
    }

    /// <summary>Appends the checksum.</summary>
    public static byte[] Seal(CompactWriter writer)
    {
        Span<byte> checksum = stackalloc byte[Hash128.Size];
        Hash(writer.Written).WriteTo(checksum);
        writer.Bytes(checksum);
        return writer.ToArray();
    }

    /// <summary>The checksum that sealed bytes end with.</summary>
    public static Hash128 ChecksumOf(ReadOnlySpan<byte> bytes) => Hash128.ReadFrom(bytes[^Hash128.Size..]);

    /// <summary>The content, once kind, version and checksum are found right.</summary>
    /// <exception cref="BaseMapFormatException">One of them is wrong.</exception>
    public static ReadOnlySpan<byte> Open(string what, ReadOnlySpan<byte> magic, byte version, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize + Hash128.Size)
            throw new BaseMapFormatException(what, $"it has {bytes.Length} bytes and needs at least {HeaderSize + Hash128.Size}");
        if (!bytes.StartsWith(magic))
            throw new BaseMapFormatException(what, "it is an object of another kind");
        if (bytes[MagicSize] != version)
            throw new BaseMapFormatException(what, $"it has version {bytes[MagicSize]} where {version} is read");
        if (Hash(bytes[..^Hash128.Size]) != ChecksumOf(bytes))
            throw new BaseMapFormatException(what, "its checksum is wrong");
        return bytes[HeaderSize..^Hash128.Size];
    }

    /// <summary>The first 16 bytes of SHA-256.</summary>
    public static Hash128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Hash128.ReadFrom(hash);
    }
}
