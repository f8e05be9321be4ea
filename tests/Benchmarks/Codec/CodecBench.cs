using System.Globalization;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Telemetry.Benchmarks.Receiving;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.Replay;
using Telemetry.Receiver.Intake;

namespace Telemetry.Benchmarks.Codec;

/// <summary>
/// Decoding chunks of simulated drives, every check of the format included, on one thread; beside the rate that a core is to reach, and
/// beside Google.Protobuf parsing the same frames. How many bytes a frame takes is told as well, and what it is on recorded drives of real
/// cars where there are such.
/// </summary>
public static class CodecBench
{
    private const double TargetPerS = 5_000_000;
    private const int Messages = 1_000;
    private const int Repeats = 20;
    private static readonly ChunkHeader s_header = new(new ChunkId(new Hash128(1, 2), DateTimeOffset.UnixEpoch), 1, 1);

    /// <summary>Runs the benchmark.</summary>
    /// <param name="rounds">How often everything is decoded, from 1; the median counts. Two more warm up.</param>
    /// <param name="traces">A CSV of recorded fixes to encode as well; null for none.</param>
    /// <param name="clock">The time that frames are of.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Ends it between two rounds.</param>
    public static BenchReport Run(
        int rounds, string? traces, TimeProvider clock, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Driving");
        var source = new BodySource(clock.GetUtcNow());
        var sent = source.NextBatch(Messages);
        var messages = sent.Messages.Select(Quantized).ToArray();
        var (chunk, bytes) = (ChunkCodec.Encode(s_header, messages), sent.ToByteArray());
        var results = new List<CodecRound>();
        for (var round = -2; round < rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = new CodecRound(
                PerSecond(() => ChunkCodec.Decode(chunk)), PerSecond(() => ChunkCodec.Encode(s_header, messages)),
                PerSecond(() => FrameBatch.Parser.ParseFrom(bytes)));
            progress.Report(string.Create(
                CultureInfo.InvariantCulture, $"{result.Decoded:N0} frames/s decoded, {result.Encoded:N0} encoded, {result.Parsed:N0} parsed"));
            if (round >= 0)
                results.Add(result);
        }

        return Report(results, chunk.Length, bytes.Length, traces is null ? null : Traced(traces));
    }

    private static BenchReport Report(List<CodecRound> rounds, int chunkBytes, int sentBytes, JsonObject? traced)
    {
        const double Frames = (double)Messages * BodySource.Frames;
        var decoded = Statistics.Median(rounds.Select(round => round.Decoded));
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{Messages} messages of {BodySource.Frames} frames in one chunk, {Repeats} times a round, one thread, processor time, {rounds.Count} rounds; {(traced is null ? "no recorded drives here" : "recorded drives encoded as well")}"),
            Ratio = decoded / TargetPerS,
            Value = decoded,
            Unit = "frames/s on a core",
            Against = string.Create(CultureInfo.InvariantCulture, $"{TargetPerS:F0} frames/s on a core"),
            Details = new JsonObject
            {
                ["ratio_to_protobuf_parse"] = Math.Round(Statistics.Median(rounds.Select(round => round.Decoded / round.Parsed)), 3),
                ["encoded_frames_per_s"] = Math.Round(Statistics.Median(rounds.Select(round => round.Encoded))),
                ["parsed_frames_per_s"] = Math.Round(Statistics.Median(rounds.Select(round => round.Parsed))),
                ["bytes_per_frame"] = Math.Round(chunkBytes / Frames, 2),
                ["sent_bytes_per_frame"] = Math.Round(sentBytes / Frames, 2),
                ["traces"] = traced,
            },
        };
    }

    // Of the calling thread's process: one round is some tenths of a second, and a collection belongs to what caused it.
    private static double PerSecond(Action once)
    {
        GC.Collect();
        var begun = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < Repeats; i++)
            once();
        return (double)Repeats * Messages * BodySource.Frames / (Environment.CpuUsage.TotalTime - begun).TotalSeconds;
    }

    // Recorded fixes as a vehicle would have sent them: without the optional numbers and signs that only cars' own sensors give.
    private static JsonObject Traced(string file)
    {
        var messages = DriveReader.Read(file)
            .SelectMany(drive => TraceMessages.Of(file, drive, new TraceOptions { FleetId = ReceiverServer.Fleet }, out _))
            .Select(one => Quantized(one.Message)).ToArray();
        var frames = messages.Sum(message => message.Frames.Length);
        return new JsonObject
        {
            ["bytes_per_frame"] = Math.Round((double)ChunkCodec.Encode(s_header, messages).Length / frames, 2),
            ["frames"] = frames,
            ["frames_per_message"] = Math.Round((double)frames / messages.Length, 1),
        };
    }

    private static VehicleMessage Quantized(FrameMessage message) => Quantizer.Quantize(message, new MessageIdentity(new(3, 4), new(5, 6), 7), 8);
}
