using System.Security.Cryptography;
using System.Text;
using Telemetry.Benchmarks.Fleets;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.World;
using Telemetry.Receiver.Intake;

namespace Telemetry.Benchmarks.Working;

/// <summary>Messages of a fleet as the receiver leaves them: in whole steps, identities hashed.</summary>
internal static class WorkerMessages
{
    /// <summary>Messages of as many vehicles, one each, in no order.</summary>
    public static VehicleMessage[] Create(SimulatedWorld world, int count, DateTimeOffset start, ulong seed, CancellationToken cancellationToken)
    {
        var fleet = new FleetMessages(world, start, seed);
        var messages = new VehicleMessage[count];
        for (var i = 0; i < count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            messages[i] = Of(fleet.Next(1, TimeSpan.Zero)[0], start);
        }

        // Vehicles of one drive follow each other closely; on the road they are anywhere.
        new Random((int)(seed % int.MaxValue)).Shuffle(messages);
        return messages;
    }

    private static VehicleMessage Of(FrameMessage message, DateTimeOffset receivedAt) => Quantizer.Quantize(
        message,
        new MessageIdentity(
            Hash($"{message.VehicleId} {message.SessionId} {message.MessageId}"), Hash(message.VehicleId), Hash(message.FleetId).Low),
        receivedAt.ToUnixTimeMilliseconds());

    private static Hash128 Hash(string text) => Hash128.ReadFrom(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
