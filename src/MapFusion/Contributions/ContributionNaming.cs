using System.Buffers.Binary;
using System.Security.Cryptography;
using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Contributions;

/// <summary>Ids and pseudonyms of one message's contributions. For one thread.</summary>
internal sealed class ContributionNaming(DriveObservation drive, int eventHour, IVehiclePseudonyms pseudonyms)
{
    private readonly Dictionary<(GrainId Grain, int Kind), int> _occurrences = [];
    private readonly Dictionary<GrainId, ulong> _vehicles = [];

    public int EventHour => eventHour;

    public uint Fleet => (uint)(drive.Fleet ^ (drive.Fleet >> 32));

    /// <summary>The vehicle's pseudonym on a grain in the epoch of the message.</summary>
    public ulong VehicleOn(GrainId grain)
    {
        if (!_vehicles.TryGetValue(grain, out var vehicle))
            _vehicles[grain] = vehicle = pseudonyms.On(grain, Contribution.EpochOf(Contribution.DayOf(eventHour))).High;
        return vehicle;
    }

    /// <summary>
    /// The next id on a grain: the first 16 bytes of SHA-256 over message key, grain kind and value, kind (a direction, say) and
    /// how often the message gave that before.
    /// </summary>
    public Hash128 NextId(GrainId grain, int kind)
    {
        var occurrence = _occurrences.GetValueOrDefault((grain, kind));
        _occurrences[(grain, kind)] = occurrence + 1;
        Span<byte> input = stackalloc byte[Hash128.Size + 1 + 8 + 1 + 4];
        drive.MessageKey.WriteTo(input);
        input[16] = (byte)grain.Kind;
        BinaryPrimitives.WriteUInt64BigEndian(input[17..], grain.Value);
        input[25] = (byte)kind;
        BinaryPrimitives.WriteInt32BigEndian(input[26..], occurrence);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(input, hash);
        return Hash128.ReadFrom(hash);
    }
}
