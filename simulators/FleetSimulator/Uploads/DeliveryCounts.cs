using Telemetry.Contracts.Client;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>What the client met while delivering. Safe for use by many threads.</summary>
public sealed class DeliveryCounts
{
    private long _messages;
    private long _retries;
    private long _refused;
    private string? _problem;

    /// <summary>Messages acknowledged.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>Posts that will be repeated.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>Messages in posts that were refused for good.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>The last problem met; null where there was none.</summary>
    public string? LastProblem => Volatile.Read(ref _problem);

    /// <summary>Takes one answer, or its absence.</summary>
    public void Note(Delivery delivery)
    {
        if (delivery.Problem is not null)
            Volatile.Write(ref _problem, delivery.Problem);
        switch (delivery.Outcome)
        {
            case DeliveryOutcome.Accepted:
                Interlocked.Add(ref _messages, delivery.Entries.Count);
                break;
            case DeliveryOutcome.RetryScheduled:
                Interlocked.Increment(ref _retries);
                break;
            default:
                Interlocked.Add(ref _refused, delivery.Entries.Count);
                break;
        }
    }
}
