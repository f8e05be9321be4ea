using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Tests.Roads;

/// <summary>Pseudonyms of a numbered vehicle.</summary>
internal sealed class TestPseudonyms(ulong vehicle) : IVehiclePseudonyms
{
    public Hash128 On(GrainId grain, int epoch)
    {
        var input = new byte[24];
        BinaryPrimitives.WriteUInt64BigEndian(input, vehicle);
        BinaryPrimitives.WriteUInt64BigEndian(input.AsSpan(8), grain.Value);
        BinaryPrimitives.WriteInt32BigEndian(input.AsSpan(16), epoch);
        return Hash128.ReadFrom(SHA256.HashData(input));
    }
}
