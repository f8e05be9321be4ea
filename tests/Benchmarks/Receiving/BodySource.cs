using System.Globalization;
using System.IO.Compression;
using Google.Protobuf;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;

namespace Telemetry.Benchmarks.Receiving;

/// <summary>
/// Bodies as the client library posts them: gzip at its fastest, so many messages in each, of 60 frames (10 of them context), driven
/// through a generated town with default sensor noise and signs. Messages repeat between bodies; their ids never do.
/// </summary>
internal sealed class BodySource
{
    public const int Frames = 60;
    private const int Context = 10;
    private const int Distinct = 600;
    private const int Seed = 7;
    private static readonly TimeSpan s_age = TimeSpan.FromHours(12);

    private readonly List<FrameMessage> _drives = [];
    private int _next;

    /// <param name="now">The clock: frames are of the last half day.</param>
    public BodySource(DateTimeOffset now)
    {
        var world = SimulatedWorld.Create(GeneratedTown.Create(Seed), new WorldPerturbation(), Seed);
        var options = new FleetOptions
        {
            Vehicles = 1, Seed = Seed, StartUtc = now - s_age, FleetId = ReceiverServer.Fleet,
            Recorder = new DriveRecorderOptions { FramesPerMessage = Frames - Context, ContextFrames = Context },
        };
        var drives = new SoloDrives(world, options);
        for (var i = 0; _drives.Count < Distinct; i++)
            if (drives.Next(options.StartUtc.AddSeconds(i)) is { } drive)
                _drives.AddRange(drive.Messages.Where(message => message.Frames.Count == Frames));
        // As many vehicles' messages meet in one place: seldom two of the same after each other.
        new Random(Seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_drives));
    }

    /// <summary>Signs of a message, on average.</summary>
    public double SignsPerMessage => _drives.Average(message => message.Frames.Sum(frame => frame.Signs.Count));

    /// <summary>Packed bodies that no receiver has seen.</summary>
    /// <param name="count">How many.</param>
    /// <param name="messages">Messages in each.</param>
    /// <param name="unpackedBytes">What they hold together.</param>
    public byte[][] Next(int count, int messages, out long unpackedBytes)
    {
        var bodies = new byte[count][];
        unpackedBytes = 0;
        for (var i = 0; i < count; i++)
        {
            var batch = NextBatch(messages);
            unpackedBytes += batch.CalculateSize();
            bodies[i] = Pack(batch);
        }

        return bodies;
    }

    /// <summary>Messages that no receiver has seen.</summary>
    public FrameBatch NextBatch(int messages)
    {
        var batch = new FrameBatch();
        for (var i = 0; i < messages; i++)
            batch.Messages.Add(Renamed(_drives[_next % _drives.Count], _next++));
        return batch;
    }

    // Frames are shared: only names differ.
    private static FrameMessage Renamed(FrameMessage drive, int number)
    {
        var message = new FrameMessage
        {
            SessionId = drive.SessionId, MessageId = number.ToString(CultureInfo.InvariantCulture), FleetId = drive.FleetId,
            VehicleId = drive.VehicleId, FirstOfSession = drive.FirstOfSession, LastOfSession = drive.LastOfSession,
            ContextFrames = drive.ContextFrames,
        };
        message.SignsInForce.AddRange(drive.SignsInForce);
        message.Frames.AddRange(drive.Frames);
        return message;
    }

    private static byte[] Pack(FrameBatch batch)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            batch.WriteTo(gzip);
        return packed.ToArray();
    }
}
