namespace Telemetry.ChunkBuffer.Commit;

/// <summary>How messages are grouped into chunks.</summary>
public sealed class GroupCommitOptions
{
    /// <summary>The size chunks are cut near, in encoded bytes; 4 KiB to 64 MiB, default 1 MiB.</summary>
    public int ChunkBytes { get; set; } = 1 << 20;

    /// <summary>How long after its first message a window closes at the latest; over 0 to 10 s, default 250 ms.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Encoded bytes at which a window closes early; <see cref="ChunkBytes"/> or more, default 16 MiB.</summary>
    public int WindowBytes { get; set; } = 16 << 20;

    /// <summary>
    /// Encoded bytes that may wait or be on their way; beyond them batches are refused. <see cref="WindowBytes"/> or more,
    /// default 64 MiB.
    /// </summary>
    public long BufferedBytes { get; set; } = 64 << 20;

    /// <summary>Chunks on their way at once; 1 to 256, default 8.</summary>
    public int ParallelCommits { get; set; } = 8;

    /// <summary>How long a chunk's commit may take before its senders are told to come again; over 0, default 15 s.</summary>
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long refusals may wait before they are booked; over 0, default 1 s.</summary>
    public TimeSpan RefusedDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check(ChunkBytes is >= 4 << 10 and <= 64 << 20, nameof(ChunkBytes), "4 KiB to 64 MiB");
        Check(Window > TimeSpan.Zero && Window <= TimeSpan.FromSeconds(10), nameof(Window), "over 0 to 10 s");
        Check(WindowBytes >= ChunkBytes, nameof(WindowBytes), "at least ChunkBytes");
        Check(BufferedBytes >= WindowBytes, nameof(BufferedBytes), "at least WindowBytes");
        Check(ParallelCommits is >= 1 and <= 256, nameof(ParallelCommits), "1 to 256");
        Check(CommitTimeout > TimeSpan.Zero, nameof(CommitTimeout), "over 0");
        Check(RefusedDelay > TimeSpan.Zero, nameof(RefusedDelay), "over 0");
    }

    private static void Check(bool holds, string name, string range)
    {
        if (!holds)
            throw new ArgumentException($"GroupCommit:{name} must be {range}.");
    }
}
