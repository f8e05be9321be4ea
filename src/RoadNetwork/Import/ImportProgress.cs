namespace Telemetry.RoadNetwork.Import;

/// <summary>How far an import has read.</summary>
/// <param name="BytesRead">Bytes read or passed over, all passes together.</param>
/// <param name="TotalBytes">Bytes of all passes; null where the stream does not tell its length.</param>
public readonly record struct ImportProgress(long BytesRead, long? TotalBytes);
