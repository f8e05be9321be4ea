using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Telemetry.Benchmarks.Serving;

namespace Telemetry.Benchmarks.Receiving;

/// <summary>
/// The receiver over a chunk store, ledger and queue in memory, beside an endpoint that unpacks the same bodies with the same code, parses
/// them with Google.Protobuf and drops them. Both stand in one server process with one Kestrel; the generator is another process. They take
/// turns with the same bodies, the first of a round another one each time. Throughput is frames for a second of processor time of the
/// server's process, collector and network included, so that neither the generator nor whatever else the machine does counts.
/// </summary>
public static class ReceiverBench
{
    private const int FramesOfTurn = 1_200_000;
    private const int MessagesAtOnce = 6_400;
    private const int WarmUps = 3;
    private const int FewestAtOnce = 64;
    private const int MostAtOnce = 512;
    private static readonly string[] s_routes = [ReceiverServer.ReceiverRoute, ReceiverServer.ParseRoute, ReceiverServer.DrainRoute];

    /// <summary>Runs the benchmark.</summary>
    /// <param name="options">What to run.</param>
    /// <param name="clock">The time that frames are of.</param>
    /// <param name="progress">Told what is done.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<BenchReport> RunAsync(
        ReceiverBenchOptions options, TimeProvider clock, IProgress<string> progress, CancellationToken cancellationToken)
    {
        progress.Report("Driving");
        var source = new BodySource(clock.GetUtcNow());
        var atOnce = Math.Clamp(MessagesAtOnce / options.Messages, FewestAtOnce, MostAtOnce);
        using var server = await BenchServerProcess.StartAsync(options.Server, atOnce, cancellationToken);
        var rounds = new List<ReceiverRound>();
        var (sent, unpacked) = (0L, 0L);
        // The first rounds are not counted: code is compiled twice, and pools fill.
        for (var round = -WarmUps; round < options.Rounds; round++)
        {
            var bodies = source.Next(Math.Max(1, FramesOfTurn / (options.Messages * BodySource.Frames)), options.Messages, out unpacked);
            sent = bodies.Sum(body => (long)body.Length);
            var turns = new Turn[s_routes.Length];
            for (var i = 0; i < s_routes.Length; i++)
            {
                var which = (round + WarmUps + i) % s_routes.Length;
                turns[which] = await server.TakeTurnAsync(
                    bodies.Length, atOnce, number => Post(s_routes[which], bodies[number]), cancellationToken);
            }

            var done = new ReceiverRound((long)bodies.Length * options.Messages * BodySource.Frames, turns[0], turns[1], turns[2]);
            progress.Report(string.Create(
                CultureInfo.InvariantCulture, $"{done.FramesPerCpuSecond:N0} frames/s, {done.ToParse:F3} of parsing, {done.ToDrain:F3} of draining"));
            if (round >= 0)
                rounds.Add(done);
        }

        return Report(options, source, rounds, sent, unpacked);
    }

    private static HttpRequestMessage Post(string route, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        return new HttpRequestMessage(HttpMethod.Post, route)
        {
            Content = content, Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ReceiverServer.Token) },
        };
    }

    private static BenchReport Report(
        ReceiverBenchOptions options, BodySource source, List<ReceiverRound> rounds, long sent, long unpacked)
    {
        double Median(Func<ReceiverRound, double> figure) => Statistics.Median(rounds.Select(figure));
        var frames = rounds[0].Frames;
        var parse = Median(round => round.Frames / round.Parse.Usage.CpuSeconds);
        return new BenchReport
        {
            Ran = string.Create(
                CultureInfo.InvariantCulture,
                $"{frames} frames a turn in bodies of {options.Messages} messages of {BodySource.Frames} frames (gzip, {(double)sent / frames:F1} bytes a frame as sent, {(double)unpacked / frames:F1} unpacked, {source.SignsPerMessage:F2} signs a message), processor time of the server's process, {rounds.Count} rounds in turns"),
            Ratio = Median(round => round.ToParse),
            Value = Median(round => round.FramesPerCpuSecond),
            Unit = "frames/s on a core",
            Against = string.Create(CultureInfo.InvariantCulture, $"an endpoint that unpacks, parses with Google.Protobuf and drops: {parse:F0}"),
            Details = new JsonObject
            {
                ["ratio_to_drain"] = Math.Round(Median(round => round.ToDrain), 3),
                ["ratio_by_the_clock"] = Math.Round(Median(round => round.Parse.Took / round.Receiver.Took), 3),
                ["cpu_us_per_frame"] = Math.Round(Median(round => ReceiverRound.Micros(round.Receiver, frames)), 3),
                ["parse_cpu_us_per_frame"] = Math.Round(Median(round => ReceiverRound.Micros(round.Parse, frames)), 3),
                ["drain_cpu_us_per_frame"] = Math.Round(Median(round => ReceiverRound.Micros(round.Drain, frames)), 3),
                ["allocated_bytes_per_frame"] = Math.Round(Median(round => (double)round.Receiver.Usage.AllocatedBytes / frames), 1),
                ["parse_allocated_bytes_per_frame"] = Math.Round(Median(round => (double)round.Parse.Usage.AllocatedBytes / frames), 1),
                ["messages_per_body"] = options.Messages,
                ["sent_bytes_per_frame"] = Math.Round((double)sent / frames, 2),
                ["unpacked_bytes_per_frame"] = Math.Round((double)unpacked / frames, 2),
            },
        };
    }
}
