using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Telemetry.Contracts.V1;
using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.Replay;
using Telemetry.FleetSimulator.Uploads;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet replay</c>: recorded drives as messages.</summary>
internal sealed class ReplayCommand
{
    private readonly OutputOptions _output = new();
    private readonly Argument<FileInfo[]> _files = new("files")
    {
        Description = "GPX tracks, or CSV files with id, time and either lon,lat or a WKT geometry; also .gz.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _times = new("--times")
    {
        Description = "end: every drive ends at --end, as receivers refuse frames of more than a day. keep: as recorded.",
        DefaultValueFactory = _ => "end",
    };

    private readonly Option<DateTimeOffset?> _end = OutputOptions.Time("--end", "When the drives end; without it now.");
    private readonly Option<Duration> _gap =
        DurationOption.Create("--gap", TimeSpan.FromMinutes(1), "Fixes farther apart in time belong to two drives.");

    private readonly Option<string> _fleet = new("--fleet") { Description = "The fleet's id.", DefaultValueFactory = _ => "demo" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON object on standard output." };

    public static Command Create() => new ReplayCommand().CreateVerb();

    private Command CreateVerb()
    {
        _files.MustExist();
        _times.AcceptOnlyFromAmong("end", "keep");
        var command = new Verb(
            "replay", "Turns recorded drives into the messages that a vehicle would have sent, and writes or posts them.",
            "./telemetry fleet replay drive.gpx --post http://127.0.0.1:8080 --token TOKEN --speedup 100",
            "./telemetry fleet replay traces.csv.gz --end 2026-03-02T12:00:00Z --out drives/ --json")
        {
            _files, _times, _end, _gap, _fleet, _json,
        };
        _output.AddTo(command);
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(() => RunAsync(parsed, cancellationToken)));
        return command;
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var progress = new LineProgress();
        var messages = new List<(DateTimeOffset ReleasedAt, FrameMessage Message)>();
        int drives = 0, fixes = 0, frames = 0;
        var options = OptionsOf(parsed);
        foreach (var file in parsed.GetRequiredValue(_files))
        {
            progress.Report($"Reading {file.Name}");
            var isGpx = file.Name.EndsWith(".gpx", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".gpx.gz", StringComparison.OrdinalIgnoreCase);
            foreach (var drive in isGpx ? GpxReader.Read(file.FullName) : DriveReader.Read(file.FullName))
            {
                messages.AddRange(TraceMessages.Of(file.Name, drive, options, out var recorded));
                drives++;
                fixes += drive.Fixes.Length;
                frames += recorded;
            }
        }

        if (messages.Count == 0)
            throw new InvalidDataException("There is no drive of two fixes or more in these files.");
        messages = [.. messages.OrderBy(message => message.ReleasedAt)];
        await using var sink = _output.Open(parsed, messages[0].ReleasedAt, messages[^1].ReleasedAt);
        foreach (var (releasedAt, message) in messages)
            await sink.PostAsync(message, releasedAt, cancellationToken);
        await sink.CompleteAsync(cancellationToken);
        return Tell(parsed, sink, new ReplayReport { Drives = drives, Fixes = fixes, Frames = frames, Messages = messages.Count });
    }

    private TraceOptions OptionsOf(ParseResult parsed)
    {
        var now = TimeProvider.System.GetUtcNow();
        var end = parsed.GetValue(_end) ?? new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        return new TraceOptions
        {
            FleetId = parsed.GetRequiredValue(_fleet),
            LongestGap = parsed.GetValue(_gap).Span,
            EndUtc = parsed.GetValue(_times) == "keep" ? null : end,
        };
    }

    private int Tell(ParseResult parsed, IMessageSink sink, ReplayReport report)
    {
        report = sink switch
        {
            BodySink bodies => report with { Bodies = bodies.Bodies, Bytes = bodies.Bytes, BytesSha256 = bodies.TakeSha256() },
            JsonLinesSink lines => report with { Bytes = lines.Bytes, BytesSha256 = lines.TakeSha256() },
            ReceiverSink receiver => report with { Accepted = receiver.Deliveries.Messages, Refused = receiver.Deliveries.Refused },
            _ => report,
        };
        Console.WriteLine(parsed.GetValue(_json) ? JsonSerializer.Serialize(report, ReportJson.Options) : report.ToText());
        if (sink is ReceiverSink { Deliveries: { Refused: > 0 } refusals })
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{refusals.Refused} messages were refused: {refusals.LastProblem}"));
        return report.Refused is > 0 ? 1 : 0;
    }
}
