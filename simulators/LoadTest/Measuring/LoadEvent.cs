namespace Telemetry.LoadTest.Measuring;

/// <summary>Something that happened during a load test.</summary>
/// <param name="AtS">Seconds from the begin of the profile.</param>
/// <param name="Kind">Of what kind.</param>
/// <param name="What">In words.</param>
public sealed record LoadEvent(double AtS, LoadEventKind Kind, string What);
