using System.Globalization;
using System.Text.Json.Serialization;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>What <c>fleet replay</c> did; <c>--json</c> prints it in snake case.</summary>
internal sealed record ReplayReport
{
    /// <summary>Drives in the files.</summary>
    public required int Drives { get; init; }

    /// <summary>Their fixes.</summary>
    public required int Fixes { get; init; }

    /// <summary>Frames made of them.</summary>
    public required int Frames { get; init; }

    public required int Messages { get; init; }

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

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture, $"{Drives:N0} drives of {Fixes:N0} fixes: {Frames:N0} frames in {Messages:N0} messages")
        + (Accepted is null ? "" : FormattableString.Invariant($"; {Accepted:N0} accepted, {Refused:N0} refused"))
        + (BytesSha256 is null ? "" : FormattableString.Invariant($"\n{Bytes:N0} bytes, SHA-256 {BytesSha256}"));
}
