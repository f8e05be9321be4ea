using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.LearningEvaluation.Platform;

/// <summary>
/// Replaces identities by keyed hashes, as the receiver and the workers do: HMAC-SHA256 under one key. Another pseudonym of a vehicle on
/// every grain and in every epoch. Immutable.
/// </summary>
internal sealed class KeyedIdentities
{
    private readonly byte[] _key;

    public KeyedIdentities(ulong seed)
    {
        _key = new byte[32];
        BinaryPrimitives.WriteUInt64BigEndian(_key, seed);
    }

    public Hash128 MessageKey(FrameMessage message) =>
        Hash($"m\n{message.FleetId}\n{message.VehicleId}\n{message.SessionId}\n{message.MessageId}");

    public ulong Fleet(FrameMessage message) => Hash($"f\n{message.FleetId}").High;

    public IVehiclePseudonyms Pseudonyms(FrameMessage message) => new OfVehicle(_key, Hash($"v\n{message.FleetId}\n{message.VehicleId}"));

    private Hash128 Hash(string text) => Hash(_key, Encoding.UTF8.GetBytes(text));

    private static Hash128 Hash(byte[] key, ReadOnlySpan<byte> input)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, input, mac);
        return Hash128.ReadFrom(mac);
    }

    private sealed class OfVehicle(byte[] key, Hash128 vehicle) : IVehiclePseudonyms
    {
        public Hash128 On(GrainId grain, int epoch)
        {
            Span<byte> input = stackalloc byte[1 + sizeof(ulong) + sizeof(int) + Hash128.Size];
            input[0] = (byte)grain.Kind;
            BinaryPrimitives.WriteUInt64BigEndian(input[1..], grain.Value);
            BinaryPrimitives.WriteInt32BigEndian(input[9..], epoch);
            vehicle.WriteTo(input[13..]);
            return Hash(key, input);
        }
    }
}
