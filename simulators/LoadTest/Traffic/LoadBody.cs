namespace Telemetry.LoadTest.Traffic;

/// <summary>A body that is ready to be posted.</summary>
/// <param name="Due">When it is to be posted, from the begin of the profile.</param>
/// <param name="Frames">Frames in it, context frames included, as the platform's books count them.</param>
/// <param name="Content">A gzip-compressed <c>FrameBatch</c>.</param>
public sealed record LoadBody(TimeSpan Due, int Frames, byte[] Content);
