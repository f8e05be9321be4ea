using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Options;

/// <summary>Options of the receiver; section <c>Receiver</c>.</summary>
public sealed class ReceiverOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Receiver";

    /// <summary>Largest body as sent, in bytes; 1 KiB to 1 GiB, default 4 MiB. Larger ones get 413.</summary>
    public int MostSentBytes { get; set; } = 4 << 20;

    /// <summary>Largest body unpacked, in bytes; 1 KiB to 1 GiB, default 32 MiB. Larger ones get 413.</summary>
    public int MostUnpackedBytes { get; set; } = 32 << 20;

    /// <summary>What clients are told to wait where a backend is down or the buffer is full; 1 s to 1 h, default 2 s.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A batch whose newest frame is older than this goes to the bulk lane; over 0, default 15 minutes.
    /// </summary>
    public TimeSpan? LateAfter { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// How many times its share of this receiver's recent frames a fleet may send before the rest goes to the bulk lane; 1 to 100, or
    /// 0 to hold none to its share; default 1.5. A fleet's share is its part of the last hour's frames, or an equal part, whichever
    /// is larger.
    /// </summary>
    public double FairShareHeadroom { get; set; } = 1.5;

    /// <summary>Frames a second that each fleet may send to the live lane whatever its share; at least 0, default 500.</summary>
    public double FairShareFloorFramesPerSecond { get; set; } = 500;

    /// <summary>Frames a second that each fleet may send; at least 0, default 0: no quota.</summary>
    public double QuotaFramesPerSecond { get; set; }

    /// <summary>Frames that a fleet may send at once after a pause; at least 1, default 100,000. Nothing without a quota.</summary>
    public double QuotaBurstFrames { get; set; } = 100_000;

    /// <summary>Message keys remembered to spot repeats early; 0 (none) to 100 million, default 500,000 (about 80 MB).</summary>
    public int RecentMessages { get; set; } = 500_000;

    /// <summary>How long they are remembered; over 0 to 24 h, default 10 minutes.</summary>
    public TimeSpan RecentFor { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a receipt can be asked for; over 0 to 7 days, default 24 h. Older ones get 410.</summary>
    public TimeSpan ReceiptsFor { get; set; } = FrameLimits.OldestFrame;

    /// <summary>How long the number of the base map in force is kept before it is asked for again; over 0, default 2 s.</summary>
    public TimeSpan BaseMapKeptFor { get; set; } = TimeSpan.FromSeconds(2);
}
