using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Identity;

namespace Telemetry.MapStore.Keys;

/// <summary>
/// Hashes identities in UTF-8 under one epoch's key, to what <see cref="IdentityHasher"/> makes of them: the key is prepared once for all of a
/// batch. Meant to live no longer than that. Not safe for use by many threads.
/// </summary>
public sealed class EpochHasher : IDisposable
{
    private const int StackBytes = 512;
    private readonly IncrementalHash _mac;

    /// <param name="key">The epoch's key.</param>
    public EpochHasher(ReadOnlyMemory<byte> key)
    {
        Key = key;
        _mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Span);
    }

    /// <summary>The epoch's key.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>As <see cref="IdentityHasher.MessageKey"/>.</summary>
    public Hash128 MessageKey(ReadOnlySpan<byte> fleet, ReadOnlySpan<byte> vehicle, ReadOnlySpan<byte> session, ReadOnlySpan<byte> message)
    {
        var bytes = 1 + 4 * sizeof(int) + fleet.Length + vehicle.Length + session.Length + message.Length;
        var input = bytes <= StackBytes ? stackalloc byte[StackBytes] : new byte[bytes];
        input[0] = (byte)IdentityHasher.Purpose.Message;
        return Hash(input[..Append(input, Append(input, Append(input, Append(input, 1, fleet), vehicle), session), message)]);
    }

    /// <summary>As <see cref="IdentityHasher.Vehicle"/>.</summary>
    public Hash128 Vehicle(ReadOnlySpan<byte> fleet, ReadOnlySpan<byte> vehicle)
    {
        var bytes = 1 + 2 * sizeof(int) + fleet.Length + vehicle.Length;
        var input = bytes <= StackBytes ? stackalloc byte[StackBytes] : new byte[bytes];
        input[0] = (byte)IdentityHasher.Purpose.Vehicle;
        return Hash(input[..Append(input, Append(input, 1, fleet), vehicle)]);
    }

    /// <inheritdoc/>
    public void Dispose() => _mac.Dispose();

    // The length, then the text.
    private static int Append(Span<byte> input, int at, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteInt32BigEndian(input[at..], text.Length);
        text.CopyTo(input[(at + sizeof(int))..]);
        return at + sizeof(int) + text.Length;
    }

    private Hash128 Hash(ReadOnlySpan<byte> input)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        _mac.AppendData(input);
        _mac.GetHashAndReset(mac);
        return Hash128.ReadFrom(mac);
    }
}
