using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Identity;

namespace Telemetry.Receiver.Receipts;

/// <summary>
/// Writes the place of a batch as a receipt id and reads it back: version, chunk id, creation time in Unix milliseconds, first
/// message and count, followed by the first 128 bits of their HMAC-SHA256, in URL-safe base64 (66 characters). The receiver
/// keeps nothing, and nobody can ask for what they did not post. Pure; safe for use by many threads.
/// </summary>
/// <param name="key">The secret.</param>
internal sealed class ReceiptSigner(byte[] key)
{
    private const byte Version = 1;
    private const int CreatedAt = 1 + Hash128.Size;
    private const int First = CreatedAt + sizeof(long);
    private const int Count = First + sizeof(int);
    private const int Signed = Count + sizeof(int);
    private const int Total = Signed + MacBytes;
    private const int MacBytes = 16;
    private const int Characters = (Total * 4 + 2) / 3;

    public string Sign(CommittedBatch batch)
    {
        Span<byte> bytes = stackalloc byte[Total];
        bytes[0] = Version;
        batch.Chunk.Value.WriteTo(bytes[1..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes[CreatedAt..], batch.Chunk.CreatedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes[First..], batch.FirstMessage);
        BinaryPrimitives.WriteInt32BigEndian(bytes[Count..], batch.Messages);
        WriteMac(bytes[..Signed], bytes[Signed..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for anything that <see cref="Sign"/> did not write under this key.</summary>
    public bool TryRead(string? receipt, out CommittedBatch batch)
    {
        batch = default;
        Span<byte> bytes = stackalloc byte[Total];
        if (receipt is not { Length: Characters } || !Ascii.IsValid(receipt) ||
            !Base64Url.TryDecodeFromChars(receipt, bytes, out var length) || length != Total || bytes[0] != Version)
            return false;
        Span<byte> mac = stackalloc byte[MacBytes];
        WriteMac(bytes[..Signed], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[Signed..]))
            return false;
        var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[CreatedAt..]));
        batch = new CommittedBatch(
            new ChunkId(Hash128.ReadFrom(bytes[1..]), createdAt),
            BinaryPrimitives.ReadInt32BigEndian(bytes[First..]), BinaryPrimitives.ReadInt32BigEndian(bytes[Count..]));
        return true;
    }

    private void WriteMac(ReadOnlySpan<byte> signed, Span<byte> mac)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, signed, whole);
        whole[..MacBytes].CopyTo(mac);
    }
}
