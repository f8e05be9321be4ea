namespace Telemetry.CostModel;

/// <summary>
/// What a frame, a contribution and a write come to, as measured. Each default says where it is from; a new measurement takes its place through
/// the input file of <c>./telemetry cost</c>. Ratios between processes of one machine carry over to others better than times do: processor times
/// are those of the machine that measured, per vCPU.
/// </summary>
public sealed record MeasuredRatios
{
    /// <summary>Frames of a message, those included that repeat the message before: 60 and 10 (the client library's).</summary>
    public double FramesPerMessage { get; init; } = 70;

    /// <summary>New frames of a message (the client library's 60).</summary>
    public double NewFramesPerMessage { get; init; } = 60;

    /// <summary>Messages of a post: 1, a vehicle that sends for itself while it drives.</summary>
    public double MessagesPerPost { get; init; } = 1;

    /// <summary>Bytes of a new frame as sent, packed (a fleet's posts of 60 + 10 frames with signs, gzip at its fastest: 65).</summary>
    public double SentBytesPerFrame { get; init; } = 65;

    /// <summary>
    /// Bytes of a frame within a chunk, <c>bench codec</c> <c>bytes_per_frame</c> (12.0; recorded drives without optional numbers 9.2); each
    /// frame of a message takes them.
    /// </summary>
    public double ChunkBytesPerFrame { get; init; } = 12;

    /// <summary>Contributions of a new frame (a fleet on a whole town's roads: 0.115).</summary>
    public double ContributionsPerFrame { get; init; } = 0.115;

    /// <summary>KiB written by one put of a grain: the design's upper bound of 8, until it is measured.</summary>
    public double PutKib { get; init; } = 8;

    /// <summary>Loads of a grain for each put of it: 1, the stored engine without a cache; 0 for Orleans, which reads nothing.</summary>
    public double ReadsPerPut { get; init; } = 1;

    /// <summary>KiB read by one load of a grain: as much as is written, for want of a measurement.</summary>
    public double ReadKib { get; init; } = 8;

    /// <summary>Facts published for each put of a grain: an assumption; most puts change no published byte.</summary>
    public double FactsPerPut { get; init; } = 0.1;

    /// <summary>Microseconds of a vCPU of the receiver for a new frame, <c>bench receiver --messages 1</c> (0.9; the balancer ends TLS).</summary>
    public double ReceiverCpuUs { get; init; } = 1;

    /// <summary>
    /// Microseconds of a vCPU of workers for a new frame, <c>bench pipeline</c>: what the two may take together at most, until it is measured.
    /// </summary>
    public double WorkerCpuUs { get; init; } = 50;

    /// <summary>Microseconds of a vCPU of the map API for a request, <c>bench api</c>: an assumption until it is measured.</summary>
    public double ApiCpuUs { get; init; } = 1_000;

    /// <summary>Facts that a PostgreSQL server takes in a second under the publishing lock: an assumption until it is measured.</summary>
    public double PublishedFactsPerS { get; init; } = 2_000;

    /// <summary>Cells derived in a second by the one publisher that holds the lease: an assumption until it is measured.</summary>
    public double DerivedCellsPerS { get; init; } = 50;
}
