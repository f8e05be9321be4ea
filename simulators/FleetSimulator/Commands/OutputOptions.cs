using System.CommandLine;
using System.Globalization;
using Telemetry.FleetSimulator.Recording;
using Telemetry.FleetSimulator.Uploads;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>The options that say where messages go: into a folder, nowhere, or to a receiver.</summary>
internal sealed class OutputOptions
{
    private readonly Option<string> _out = new("--out")
    {
        Description = "A folder for what is posted, which ./telemetry replay posts; none to count and hash only.",
        DefaultValueFactory = _ => "none",
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "bodies: packed batches as clients post them. jsonl: one message per line in messages.jsonl.",
        DefaultValueFactory = _ => "bodies",
    };

    private readonly Option<Uri?> _post = new("--post")
    {
        Description = "Post to the receiver at this URL instead.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens.Single().Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                return url;
            result.AddError("--post takes the receiver's URL, such as http://127.0.0.1:8080.");
            return null;
        },
    };

    private readonly Option<string> _token = new("--token")
    {
        Description = "The token to post with: ./telemetry up prints one.", DefaultValueFactory = _ => "",
    };

    private readonly Option<double> _speedup =
        NumberOption.Create("--speedup", 10, 0.1, 100_000, "How many times faster than the clock event time runs while posting.");

    public OutputOptions() => _format.AcceptOnlyFromAmong("bodies", "jsonl");

    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_out, _format, _post, _token, _speedup])
            command.Add(option);
    }

    /// <summary>True where messages are posted to a receiver.</summary>
    public bool IsPosting(ParseResult parsed) => parsed.GetValue(_post) is not null;

    /// <summary>Event time per clock time while posting.</summary>
    public double SpeedupOf(ParseResult parsed) => parsed.GetValue(_speedup);

    /// <summary>The folder that output goes to; null for none.</summary>
    public DirectoryInfo? FolderOf(ParseResult parsed) =>
        parsed.GetRequiredValue(_out) is not "none" and var folder && !IsPosting(parsed) ? new DirectoryInfo(folder) : null;

    /// <summary>Opens what the options name.</summary>
    /// <exception cref="VerbFailureException">The folder holds output already.</exception>
    public IMessageSink Open(ParseResult parsed, DateTimeOffset startUtc, DateTimeOffset endUtc)
    {
        if (parsed.GetValue(_post) is { } receiver)
            return new ReceiverSink(receiver, parsed.GetRequiredValue(_token), startUtc, endUtc, SpeedupOf(parsed), TimeProvider.System);
        if (FolderOf(parsed) is not { } folder)
            return new BodySink(null);
        if (folder.Exists && folder.EnumerateFileSystemInfos().Any())
            throw VerbFailureException.Usage($"{folder} is not empty.", "Name a new folder: recordings are not mixed.");
        folder.Create();
        return parsed.GetRequiredValue(_format) == "jsonl"
            ? new JsonLinesSink(File.Create(Path.Combine(folder.FullName, "messages.jsonl")))
            : new BodySink(new BodyRecording(folder.FullName));
    }

    /// <summary>A time as people write it, in UTC where it names no zone.</summary>
    public static Option<DateTimeOffset?> Time(string name, string description) => new(name)
    {
        Description = description,
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(
                result.Tokens.Single().Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time.ToUniversalTime();
            result.AddError($"{name} takes a time such as 2026-03-02T07:00:00Z.");
            return null;
        },
    };
}
