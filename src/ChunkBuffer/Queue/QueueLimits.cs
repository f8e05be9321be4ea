namespace Telemetry.ChunkBuffer.Queue;

/// <summary>What every work queue obeys; SQS's own limits.</summary>
internal static class QueueLimits
{
    public const int MostPerCall = 10;

    /// <summary>Deliveries after which the queue itself gives an item up: a backstop, the worker judges poison.</summary>
    public const int MostDeliveries = 50;

    /// <summary>How an item that the queue gave up on is named among the dead letters.</summary>
    public const string GivenUpReason = "undeliverable";

    public const string GivenUpDetail = "Delivered too often without being finished.";

    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan LongestVisibility = TimeSpan.FromHours(12);

    public static void CheckReceive(int most, TimeSpan wait, TimeSpan visibility)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(most, MostPerCall);
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LongestWait);
        CheckVisibility(visibility);
    }

    public static void CheckVisibility(TimeSpan visibility)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(visibility, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(visibility, LongestVisibility);
    }
}
