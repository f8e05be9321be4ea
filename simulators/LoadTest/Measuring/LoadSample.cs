namespace Telemetry.LoadTest.Measuring;

/// <summary>
/// How a load test stood at a moment. What could not be read then, because a store was away for example, is null. Frames count context
/// frames.
/// </summary>
public sealed record LoadSample
{
    /// <summary>Seconds from the begin of the profile.</summary>
    public required double AtS { get; init; }

    /// <summary>The phase of the profile; <c>drain</c> from its end on.</summary>
    public required string Phase { get; init; }

    /// <summary>Frames due per second at the moment.</summary>
    public required double DueFramesPerS { get; init; }

    /// <summary>Frames whose post was begun, per second since the sample before.</summary>
    public required double PostedFramesPerS { get; init; }

    /// <summary>Frames applied to the map by all workers, per second since the sample before.</summary>
    public double? AppliedFramesPerS { get; init; }

    /// <summary>Frames acknowledged and not applied yet.</summary>
    public long? BacklogFrames { get; init; }

    /// <summary>How long ago the oldest of them was acknowledged, in seconds; 0 where nothing waits.</summary>
    public double? BacklogAgeS { get; init; }

    /// <summary>Workers that run.</summary>
    public required int Workers { get; init; }

    /// <summary>Workers that are wanted: what the scaling policy decided last.</summary>
    public required int WorkersWanted { get; init; }

    /// <summary>Milliseconds from when posts were due to their answers, of those answered since the sample before.</summary>
    public Percentiles? PostMs { get; init; }

    /// <summary>Milliseconds from the receipt of a fact's newest frame to the change feed, of facts published since the sample before.</summary>
    public Percentiles? FreshnessMs { get; init; }
}
