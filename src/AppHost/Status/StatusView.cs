using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Telemetry.AppHost.Status;

/// <summary>A status report for people, as wide as they have room. For one thread.</summary>
/// <param name="report">What is shown; null where nothing runs.</param>
/// <param name="rates">Frames per second; null to show none.</param>
/// <param name="at">When it was read.</param>
internal sealed class StatusView(StatusReport? report, StatusRates? rates, DateTimeOffset at)
{
    // From here on the books stand beside what waits and the map; in a file everything stands below the other.
    private const int TwoBeside = 76;

    /// <summary>Draws it.</summary>
    /// <param name="columns">How wide; <see cref="Screen.Unlimited"/> in a file.</param>
    public IRenderable Draw(int columns)
    {
        var isBeside = columns is >= TwoBeside and < Screen.Unlimited;
        var parts = new List<IRenderable>();
        if (rates is not null)
            parts.Add(Line(Title(), Tone.Faint, columns));
        if (report is null)
        {
            parts.Add(Line("No platform runs on this machine.", Tone.Bad, columns));
            parts.Add(Line("Start it with ./telemetry up --map FILE.", Tone.Plain, columns));
            return new Rows(parts);
        }

        parts.AddRange(Problems(columns));
        parts.Add(Processes().Fit(columns));
        if (report.Platform is { } platform)
        {
            parts.Add(Text.Empty);
            var books = Books(platform);
            if (isBeside)
                parts.Add(Beside(books.Fit(columns / 2), books.WidthIn(columns / 2), Waiting(platform), Map(platform), columns));
            else
                parts.AddRange([books.Fit(columns), Text.Empty, Waiting(platform).Fit(columns), Text.Empty, Map(platform).Fit(columns)]);
            parts.AddRange(DeadLetters(platform, columns));
            if (platform.MapSha256 is { } hash)
                parts.Add(Line($"map sha256 {hash}", Tone.Plain, columns));
        }

        if (rates is null)
            parts.Add(Line($"token in {report.TokenFile}", Tone.Faint, columns));
        return new Rows(parts);
    }

    private static Grid Beside(IRenderable left, int leftWidth, FittingTable above, FittingTable below, int columns)
    {
        const int gap = 3;
        var right = columns - leftWidth - gap;
        return new Grid()
            .AddColumn(new GridColumn().Width(leftWidth).PadLeft(0).PadRight(gap).NoWrap())
            .AddColumn(new GridColumn().Width(right).PadLeft(0).PadRight(0).NoWrap())
            .AddRow(left, new Rows(above.Fit(right), below.Fit(right)));
    }

    private static Text Line(string text, Tone tone, int columns) => new Text(Fitted.Cut(text, columns), tone.Style());

    private string Title() => string.Create(
        CultureInfo.InvariantCulture, $"{at:HH:mm:ss} UTC  {report?.Profile ?? "no"} platform  Ctrl-C ends");

    private IEnumerable<IRenderable> Problems(int columns)
    {
        foreach (var problem in StatusProblem.FindAll(report!))
        {
            yield return new Text(Fitted.Wrap(problem.What, columns), Tone.Bad.Style());
            if (rates is null)
                yield return new Text(Fitted.Wrap("  " + problem.WhatToDo, columns, indent: 2));
        }

        if (rates is not null && StatusProblem.FindAll(report!).Count > 0)
            yield return Line("./telemetry status tells what to do.", Tone.Plain, columns);
    }

    private FittingTable Processes()
    {
        var table = new FittingTable(new("process"), new("state"), new("address", Rank: 1), new("pid", Rank: 2, IsNumber: true));
        foreach (var process in report!.Processes)
        {
            var (state, tone) = process.Pid is null ? ("down", Tone.Bad) : process.Ready ? ("ready", Tone.Good) : ("not ready", Tone.Bad);
            table.Add(tone, process.Name, state, process.Url?.ToString() ?? "", process.Pid?.ToString(CultureInfo.InvariantCulture) ?? "");
        }

        return table;
    }

    private FittingTable Books(PlatformStatus platform)
    {
        var table = rates is null
            ? new FittingTable(new("books"), new("frames", IsNumber: true), new("messages", Rank: 1, IsNumber: true))
            : new FittingTable(
                new("books"), new("frames", IsNumber: true), new("messages", Rank: 2, IsNumber: true),
                new("frames/s", Rank: 1, IsNumber: true));
        void Add(Tone tone, params string[] cells) => table.Add(tone, rates is null ? cells[..3] : cells);
        void Row(string name, long ofFrames, long ofMessages, double? rate = null, Tone tone = Tone.Plain) =>
            Add(tone, name, Number(ofFrames), Number(ofMessages), rate is { } known ? Number((long)Math.Round(known)) : "");
        if (platform.Frames is not { } frames || platform.Messages is not { } messages)
        {
            Add(Tone.Bad, "not known", "", "", "");
            return table;
        }

        Row("received", frames.Received, messages.Received, rates?.Received);
        Row("  accepted", frames.Accepted, messages.Accepted);
        Row("  rejected", frames.Rejected, messages.Rejected);
        Row("  duplicate", frames.Duplicate, messages.Duplicate);
        Add(Tone.Plain, "of accepted", "", "", "");
        Row("  applied", frames.Applied, messages.Applied, rates?.Applied);
        Row("  repeated", frames.Repeated, messages.Repeated);
        Row("  dead", frames.Dead, messages.Dead, tone: frames.Dead + messages.Dead > 0 ? Tone.Bad : Tone.Plain);
        Row("  on the way", frames.InFlight, messages.InFlight);
        if (platform.BooksBalance == true)
            Add(Tone.Good, "they balance", "", "", "");
        else
            Add(Tone.Bad, "NO BALANCE", "", "", "");
        return table;
    }

    private FittingTable Waiting(PlatformStatus platform)
    {
        var table = new FittingTable(new("waiting"), new("items", IsNumber: true), new("held", Rank: 1, IsNumber: true));
        foreach (var queue in platform.Queues ?? [])
            table.Add(Tone.Plain, $"queue {queue.Lane}", Number(queue.Visible), Number(queue.InFlight));
        if (platform.Queues is null)
            table.Add(Tone.Bad, "queues", "?", "");
        var age = platform.OldestInFlight is { } oldest ? TimeText.Took(at > oldest ? at - oldest : TimeSpan.Zero) : "-";
        table.Add(Tone.Plain, "oldest on the way", platform.Frames is null ? "?" : age, "");
        table.Add(Tone.Plain, "to publish", platform.Unpublished is { } unpublished ? Number(unpublished) : "?", "");
        var dead = platform.DeadLetters?.Count;
        return table.Add(
            dead > 0 ? Tone.Bad : Tone.Plain, "dead letters", dead switch { null => "?", >= 10 => "10 or more", var few => Number(few.Value) }, "");
    }

    private static FittingTable Map(PlatformStatus platform)
    {
        var baseMap = platform.BaseMap switch { null => "base map ?", 0 => "no base map", var number => $"base map {number}" };
        var table = new FittingTable(
            new(platform.MapVersion is { } version ? $"map version {Number(version)}" : "map version ?"), new(baseMap, IsNumber: true));
        foreach (var (collection, count) in platform.MapFeatures ?? new Dictionary<string, long>())
            table.Add(Tone.Plain, collection, Number(count));
        return table;
    }

    private static IEnumerable<IRenderable> DeadLetters(PlatformStatus platform, int columns) =>
        (platform.DeadLetters ?? []).Select(letter => Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"dead letter {letter.Reason}: {letter.Detail} (chunk {letter.Chunk}, message {letter.Message}, {letter.At:u})"),
            Tone.Bad, columns));

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
