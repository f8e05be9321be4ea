using System.Globalization;
using System.Text.Json.Serialization;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>What <c>fleet run</c> did; <c>--json</c> prints it in snake case.</summary>
internal sealed record RunReport
{
    public required string Map { get; init; }

    public required ulong Seed { get; init; }

    public required DateTimeOffset Start { get; init; }

    public required int Vehicles { get; init; }

    /// <summary>Frames recorded by the vehicles, those that messages repeat as context once.</summary>
    public required long Frames { get; init; }

    /// <summary>Messages that the vehicles released.</summary>
    public required long Messages { get; init; }

    /// <summary>Messages posted; those posted again count again.</summary>
    public required long Posts { get; init; }

    public required double EventSeconds { get; init; }

    /// <summary>CPU time of all threads while vehicles drove, without reading the map; waiting is none.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>Bodies written or counted; null where they were posted or written as lines.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Bodies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Bytes { get; init; }

    /// <summary>Of the bodies unpacked, or the lines, one after the other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BytesSha256 { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Accepted { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Refused { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Retries { get; init; }

    /// <summary>Event time per CPU time.</summary>
    public double TimesRealTime => Math.Round(EventSeconds / Math.Max(CpuSeconds, 1e-3), 1);

    /// <summary>Frames per second of CPU time.</summary>
    public double FramesPerCpuS => Math.Round(Frames / Math.Max(CpuSeconds, 1e-3));

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Vehicles:N0} vehicles on {Map}, seed {Seed}, from {Start:yyyy-MM-dd HH:mm:ss}Z for {EventSeconds:N0} s
        {Frames:N0} frames in {Messages:N0} messages, {Posts:N0} posts
        {CpuSeconds:N2} s of CPU time: {TimesRealTime:N0} times real time, {FramesPerCpuS:N0} frames/s
        """) + (BytesSha256 is null ? "" : FormattableString.Invariant($"\n{Bytes:N0} bytes, SHA-256 {BytesSha256}"))
        + (Accepted is null ? "" : FormattableString.Invariant($"\n{Accepted:N0} messages accepted, {Refused:N0} refused, {Retries:N0} posts repeated"));
}
