using System.Text.Json.Serialization;

namespace Telemetry.Contracts.Http;

/// <summary>Problem details (RFC 9457): the body of every error answer, as <c>application/problem+json</c>.</summary>
public sealed record ProblemReport
{
    /// <summary>Media type of the body.</summary>
    public const string MediaType = "application/problem+json";

    /// <summary>A stable name of the kind of problem: <c>urn:telemetry:problem:</c> and a code.</summary>
    public required string Type { get; init; }

    /// <summary>The kind of problem in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status, 400 to 599.</summary>
    public required int Status { get; init; }

    /// <summary>What went wrong this time; null where the title says all.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    /// <summary>The fields at fault; null where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<FieldError>? Errors { get; init; }

    /// <summary>The messages rejected, where nothing in a batch was acceptable; null otherwise.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<RejectedMessage>? Rejected { get; init; }
}
