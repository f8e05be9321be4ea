namespace Telemetry.HttpHosting.Access;

/// <summary>A token that is let in, known by its hash only.</summary>
public sealed class TokenOptions
{
    /// <summary>SHA-256 of the token's UTF-8 bytes, 64 hexadecimal digits. Required.</summary>
    public string Sha256 { get; set; } = "";

    /// <summary>
    /// The only <c>fleet_id</c> that the token may post, 1 to 64 characters; <c>*</c> for every fleet (development). Required.
    /// </summary>
    public string Fleet { get; set; } = "";

    /// <summary>Any of <c>ingest</c>, <c>read</c>, <c>admin</c>; at least one.</summary>
    public IReadOnlyList<string> Scopes { get; set; } = [];

    /// <summary>Names the token in logs and metrics. Default: empty.</summary>
    public string Name { get; set; } = "";
}
