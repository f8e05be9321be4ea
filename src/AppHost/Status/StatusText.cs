using System.Globalization;
using System.Text;
using Telemetry.ChunkBuffer.Ledger;

namespace Telemetry.AppHost.Status;

/// <summary>A status report for people.</summary>
internal static class StatusText
{
    public static string Write(StatusReport report)
    {
        var text = new StringBuilder();
        foreach (var process in report.Processes)
        {
            var state = process.Pid is null ? "down" : process.Ready ? "ready" : "not ready";
            text.AppendLine(CultureInfo.InvariantCulture, $"{process.Name,-10} {state,-10} {process.Url} {Pid(process)}");
        }

        if (report.Platform is { } platform)
            WritePlatform(text, platform);
        else
            text.AppendLine("The stores cannot be reached: no books, no map.");
        text.Append(CultureInfo.InvariantCulture, $"token      in {report.TokenFile} (for development only)");
        return text.ToString();
    }

    private static string Pid(ProcessStatus process) =>
        process.Pid is { } pid ? string.Create(CultureInfo.InvariantCulture, $"(pid {pid})") : "";

    private static void WritePlatform(StringBuilder text, PlatformStatus platform)
    {
        text.AppendLine();
        WriteBooks(text, "frames", platform.Frames);
        WriteBooks(text, "messages", platform.Messages);
        text.AppendLine(platform.BooksBalance ? "The books balance." : "THE BOOKS DO NOT BALANCE.");
        if (platform.OldestInFlight is { } oldest)
            text.AppendLine(CultureInfo.InvariantCulture, $"oldest in flight since {oldest:O}");
        foreach (var queue in platform.Queues)
            text.AppendLine(CultureInfo.InvariantCulture, $"queue {queue.Lane,-5} {queue.Visible} waiting, {queue.InFlight} held");
        text.AppendLine(CultureInfo.InvariantCulture, $"grains     {platform.Unpublished} not fully published yet");
        foreach (var letter in platform.DeadLetters)
            text.AppendLine(CultureInfo.InvariantCulture, $"dead letter {letter.Reason}: chunk {letter.Chunk}, message {letter.Message}: {letter.Detail}");
        text.AppendLine(CultureInfo.InvariantCulture, $"map        version {platform.MapVersion}, sha256 {platform.MapSha256}");
    }

    private static void WriteBooks(StringBuilder text, string unit, Books books) =>
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"{unit,-10} received {books.Received} = accepted {books.Accepted} + rejected {books.Rejected} + duplicate {books.Duplicate}; accepted = applied {books.Applied} + repeated {books.Repeated} + dead {books.Dead} + in flight {books.InFlight}");
}
