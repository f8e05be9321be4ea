namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>Maps signed numbers to unsigned ones so that small magnitudes stay small: 0, -1, 1, -2 … become 0, 1, 2, 3 ….</summary>
internal static class ZigZag
{
    public static ulong Fold(long value) => ((ulong)value << 1) ^ (ulong)(value >> 63);

    public static long Unfold(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);
}
