using Telemetry.ChunkBuffer.Ledger;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.LoadTest.Measuring;

namespace Telemetry.AppHost.Demo;

/// <summary>What <c>demo</c> found; <c>--json</c> prints it in snake case.</summary>
internal sealed record DemoReport
{
    /// <summary>The books in frames.</summary>
    public required FrameCounts Frames { get; init; }

    /// <summary>True where the books balance, in frames and in messages.</summary>
    public required bool BooksBalance { get; init; }

    /// <summary>Learned against true.</summary>
    public required LimitScore Limits { get; init; }

    /// <summary>Freshness; null under 200 facts.</summary>
    public required Freshness? FreshnessMs { get; init; }

    /// <summary>Frames accepted per second of driving.</summary>
    public required double FramesPerS { get; init; }

    /// <summary>Vehicles on the road.</summary>
    public required int Vehicles { get; init; }

    /// <summary>Seconds from the first frame until the platform was at rest again.</summary>
    public required double Seconds { get; init; }

    /// <summary>Posts that had to be repeated.</summary>
    public required long Retries { get; init; }

    /// <summary>Messages that the receiver refused, by the client's count.</summary>
    public required long Refused { get; init; }

    /// <summary>The canonical map's hash.</summary>
    public required string MapSha256 { get; init; }

    /// <summary>The books in frames, as the contract names them.</summary>
    internal sealed record FrameCounts(
        long Received, long Accepted, long Rejected, long Duplicate, long Applied, long Repeated, long Dead, long InFlight)
    {
        public static FrameCounts Of(Books books) => new(
            books.Received, books.Accepted, books.Rejected, books.Duplicate, books.Applied, books.Repeated, books.Dead,
            books.InFlight);
    }
}
