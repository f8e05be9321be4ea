namespace Telemetry.HttpHosting.Access;

/// <summary>Who may read the published map.</summary>
public sealed class ReadOptions
{
    /// <summary>True lets everybody read without a token. Default: false; embedded and local profiles set it.</summary>
    public bool Anonymous { get; set; }
}
