namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>What the receiver took in and did not put into a chunk.</summary>
/// <param name="RejectedMessages">Messages rejected whole.</param>
/// <param name="RejectedFrames">Frames rejected, those of rejected messages included.</param>
/// <param name="DuplicateMessages">Messages seen before within a batch or the recent window.</param>
/// <param name="DuplicateFrames">Their frames.</param>
public readonly record struct RefusedCounts(
    long RejectedMessages, long RejectedFrames, long DuplicateMessages, long DuplicateFrames)
{
    /// <summary>The sum.</summary>
    public static RefusedCounts operator +(RefusedCounts a, RefusedCounts b) => new(
        a.RejectedMessages + b.RejectedMessages, a.RejectedFrames + b.RejectedFrames,
        a.DuplicateMessages + b.DuplicateMessages, a.DuplicateFrames + b.DuplicateFrames);
}
