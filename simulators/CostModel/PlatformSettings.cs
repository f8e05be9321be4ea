namespace Telemetry.CostModel;

/// <summary>How the platform is set up, and the roads it learns. The first ones are the platform's own defaults.</summary>
public sealed record PlatformSettings
{
    /// <summary>Group commit's window in seconds; 0 for none: an object for each post.</summary>
    public double CommitWindowS { get; init; } = 0.25;

    /// <summary>The size at which chunks are cut, bytes.</summary>
    public double ChunkBytes { get; init; } = 1 << 20;

    /// <summary>True where messages of one neighbourhood go into one chunk as far as the load allows.</summary>
    public bool GroupsByNeighbourhood { get; init; } = true;

    /// <summary>How long contributions to a grain gather before it is written, seconds; 0 for a write each.</summary>
    public double FlushWindowS { get; init; } = 1;

    /// <summary>True where workers follow the load; false where as many run as the busiest hour needs.</summary>
    public bool FollowsLoad { get; init; } = true;

    /// <summary>Share of a task's processor that is to be used.</summary>
    public double Utilisation { get; init; } = 0.6;

    /// <summary>vCPUs of a task.</summary>
    public double TaskVcpus { get; init; } = 2;

    /// <summary>GiB of memory for a vCPU.</summary>
    public double GibPerVcpu { get; init; } = 2;

    /// <summary>Tasks of the receiver and of the map API at least: one in each of two zones.</summary>
    public double FewestTasks { get; init; } = 2;

    /// <summary>Days that chunks are kept.</summary>
    public double ChunkDays { get; init; } = 7;

    /// <summary>Road segments where the fleet drives: an assumption, of the size of Germany's drivable network.</summary>
    public double Segments { get; init; } = 10_000_000;

    /// <summary>All vehicles on these roads, the fleet's and others: an assumption, Germany's cars. Bounds how busy a segment can be.</summary>
    public double VehiclesOfAll { get; init; } = 50_000_000;

    /// <summary>Passes of all vehicles on the busiest segment in a second: six lanes of a motorway at 2,000 vehicles an hour.</summary>
    public double BusiestPassesPerS { get; init; } = 3.3;

    /// <summary>Segments of a cell of the evidence grid.</summary>
    public double SegmentsPerCell { get; init; } = 20;

    /// <summary>KiB of a segment's evidence as stored: an assumption.</summary>
    public double EvidenceKib { get; init; } = 30;

    /// <summary>KiB of a segment's features in the published map: an assumption.</summary>
    public double PublishedKib { get; init; } = 2;

    /// <summary>Requests to the map API of a vehicle for each hour that it drives: an assumption.</summary>
    public double MapRequestsPerHour { get; init; } = 4;

    /// <summary>KiB of an answer, packed: an assumption.</summary>
    public double MapAnswerKib { get; init; } = 20;

    /// <summary>Seconds that a worker holds an item: work, flush window and publication.</summary>
    public double ItemHeldS { get; init; } = 5;

    /// <summary>Traffic is uneven: shares of the segments and of the passes on them, each adding up to 1. An assumption.</summary>
    public IReadOnlyList<TrafficShare> Traffic { get; init; } = [new(0.02, 0.4), new(0.18, 0.4), new(0.8, 0.2)];
}
