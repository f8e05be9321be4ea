using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Keys;

/// <summary>
/// Replaces identities by keyed hashes: HMAC-SHA256 (RFC 2104) under an epoch's key, cut to its first 128 bits. Each purpose
/// has a tag of its own in front and each text its length in UTF-8 bytes, so that no two inputs run together. Pure; allocates
/// nothing for identities up to 100 bytes or so; safe for use by many threads.
/// </summary>
public static class IdentityHasher
{
    private const int StackBytes = 512;

    internal enum Purpose : byte
    {
        Message = 1,
        Vehicle = 2,
        Fleet = 3,
        Pseudonym = 4,
    }

    /// <summary>The key of a message: the same for every resend of it.</summary>
    /// <param name="key">The key of the epoch of the message's first frame.</param>
    /// <param name="fleet">The fleet's id.</param>
    /// <param name="vehicle">The vehicle's id within its fleet.</param>
    /// <param name="session">The session's id.</param>
    /// <param name="message">The message's id within its session.</param>
    public static Hash128 MessageKey(
        ReadOnlySpan<byte> key, string fleet, string vehicle, string session, string message) =>
        Hash(key, Purpose.Message, [fleet, vehicle, session, message]);

    /// <summary>A vehicle's hash within an epoch.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <param name="fleet">The fleet's id.</param>
    /// <param name="vehicle">The vehicle's id within its fleet.</param>
    public static Hash128 Vehicle(ReadOnlySpan<byte> key, string fleet, string vehicle) =>
        Hash(key, Purpose.Vehicle, [fleet, vehicle]);

    /// <summary>A fleet's hash within an epoch, the first 64 bits.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <param name="fleet">The fleet's id.</param>
    public static ulong Fleet(ReadOnlySpan<byte> key, string fleet) => Hash(key, Purpose.Fleet, [fleet]).High;

    /// <summary>A vehicle's name in the evidence of one grain: another one on every segment and in every cell.</summary>
    /// <param name="key">The epoch's key.</param>
    /// <param name="grain">Whose evidence it goes into.</param>
    /// <param name="vehicle">What <see cref="Vehicle"/> gave under the same key.</param>
    public static Hash128 Pseudonym(ReadOnlySpan<byte> key, GrainId grain, Hash128 vehicle)
    {
        Span<byte> input = stackalloc byte[2 + sizeof(ulong) + Hash128.Size];
        input[0] = (byte)Purpose.Pseudonym;
        input[1] = (byte)grain.Kind;
        BinaryPrimitives.WriteUInt64BigEndian(input[2..], grain.Value);
        vehicle.WriteTo(input[(2 + sizeof(ulong))..]);
        return Hash(key, input);
    }

    private static Hash128 Hash(ReadOnlySpan<byte> key, Purpose purpose, ReadOnlySpan<string> parts)
    {
        var bytes = 1;
        foreach (var part in parts)
            bytes += sizeof(int) + Encoding.UTF8.GetMaxByteCount(part.Length);
        byte[]? rented = null;
        var input = bytes <= StackBytes ? stackalloc byte[StackBytes] : (rented = ArrayPool<byte>.Shared.Rent(bytes));
        input[0] = (byte)purpose;
        var length = 1;
        foreach (var part in parts)
        {
            var written = Encoding.UTF8.GetBytes(part, input[(length + sizeof(int))..]);
            BinaryPrimitives.WriteInt32BigEndian(input[length..], written);
            length += sizeof(int) + written;
        }

        var hash = Hash(key, input[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        return hash;
    }

    private static Hash128 Hash(ReadOnlySpan<byte> key, ReadOnlySpan<byte> input)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, input, mac);
        return Hash128.ReadFrom(mac);
    }
}
