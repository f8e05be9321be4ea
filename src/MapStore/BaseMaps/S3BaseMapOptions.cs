namespace Telemetry.MapStore.BaseMaps;

/// <summary>Where base maps are kept in S3.</summary>
public sealed class S3BaseMapOptions
{
    /// <summary>The bucket, made at start where it is missing. Default <c>telemetry-base-maps</c>.</summary>
    public string Bucket { get; set; } = "telemetry-base-maps";
}
