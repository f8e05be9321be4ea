using System.Buffers.Binary;
using System.Numerics;

namespace Telemetry.MapFusion.Wire;

/// <summary>
/// How stored evidence is wrapped: a kind byte, a version byte, the content, and a CRC-32C (Castagnoli, big-endian) of all
/// before it.
/// </summary>
internal static class Envelope
{
    public const byte Head = (byte)'H';
    public const byte DayPart = (byte)'D';
    public const byte IdRun = (byte)'R';
    public const byte Version = 3;
    private const int CheckSize = 4;

    public static ByteWriter Begin(byte kind)
    {
        var writer = new ByteWriter();
        writer.WriteByte(kind);
        writer.WriteByte(Version);
        return writer;
    }

    public static byte[] End(ByteWriter writer)
    {
        writer.WriteUInt32(Checksum(writer.Written));
        return writer.ToArray();
    }

    /// <summary>The content between the version byte and the checksum.</summary>
    public static ReadOnlySpan<byte> Open(ReadOnlySpan<byte> bytes, byte kind)
    {
        if (bytes.Length < 2 + CheckSize)
            throw ByteReader.Bad("it is too short");
        if (BinaryPrimitives.ReadUInt32BigEndian(bytes[^CheckSize..]) != Checksum(bytes[..^CheckSize]))
            throw ByteReader.Bad("its checksum does not match");
        if (bytes[0] != kind)
            throw ByteReader.Bad("it is of another kind");
        if (bytes[1] != Version)
            throw ByteReader.Bad("it is of another version");
        return bytes[2..^CheckSize];
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        while (bytes.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[8..];
        }

        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
