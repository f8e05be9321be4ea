namespace Telemetry.HttpHosting.Bodies;

/// <summary>How large a request's body may be.</summary>
/// <param name="SentBytes">As sent, compressed or not; at least 1.</param>
/// <param name="UnpackedBytes">After decompression; at least 1.</param>
public sealed record BodyLimits(int SentBytes, int UnpackedBytes);
