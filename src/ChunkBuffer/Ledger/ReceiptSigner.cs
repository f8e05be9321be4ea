using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// Writes receipts as ids that carry what they name: 32 bytes (chunk id, when it was closed, first message, count) and the
/// first 16 bytes of their HMAC-SHA-256, in base64url, 64 characters. Whoever lacks the secret can make none. Receipts need
/// no storage. Safe for use by many threads.
/// </summary>
public sealed class ReceiptSigner
{
    private const int BodySize = Hash128.Size + sizeof(long) + 2 * sizeof(int);
    private const int TagSize = 16;
    private const int LeastSecret = 16;

    private readonly byte[] _secret;

    /// <param name="secret">The same for all receivers; 16 bytes or more.</param>
    /// <exception cref="ArgumentException">The secret is too short.</exception>
    public ReceiptSigner(ReadOnlySpan<byte> secret)
    {
        if (secret.Length < LeastSecret)
            throw new ArgumentException($"The receipt secret must be {LeastSecret} bytes or more.", nameof(secret));
        _secret = secret.ToArray();
    }

    /// <summary>The receipt's id: 64 characters of base64url.</summary>
    public string Sign(Receipt receipt)
    {
        Span<byte> bytes = stackalloc byte[BodySize + TagSize];
        receipt.Chunk.Value.WriteTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[Hash128.Size..], receipt.Chunk.CreatedAt.ToUnixTimeMilliseconds());
        BinaryPrimitives.WriteInt32BigEndian(bytes[(Hash128.Size + 8)..], receipt.FirstMessage);
        BinaryPrimitives.WriteInt32BigEndian(bytes[(Hash128.Size + 12)..], receipt.Messages);
        WriteTag(bytes[..BodySize], bytes[BodySize..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads what <see cref="Sign"/> wrote under the same secret; false for anything else.</summary>
    public bool TryRead(string? id, out Receipt receipt)
    {
        receipt = default;
        Span<byte> bytes = stackalloc byte[BodySize + TagSize];
        // One spelling only: base64 decoders pass over spaces and the like.
        if (id is not { Length: (BodySize + TagSize) / 3 * 4 } || id.AsSpan().ContainsAny(" \t\r\n=") ||
            !Base64Url.TryDecodeFromChars(id, bytes, out var written) || written != bytes.Length)
            return false;
        Span<byte> tag = stackalloc byte[TagSize];
        WriteTag(bytes[..BodySize], tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, bytes[BodySize..]))
            return false;
        var createdAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(bytes[Hash128.Size..]));
        receipt = new Receipt(
            new ChunkId(Hash128.ReadFrom(bytes), createdAt),
            BinaryPrimitives.ReadInt32BigEndian(bytes[(Hash128.Size + 8)..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[(Hash128.Size + 12)..]));
        return true;
    }

    private void WriteTag(ReadOnlySpan<byte> body, Span<byte> tag)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret, body, whole);
        whole[..TagSize].CopyTo(tag);
    }
}
