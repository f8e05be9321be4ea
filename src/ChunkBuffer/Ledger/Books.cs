namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>
/// The sums of the ledger, in one unit (frames or messages). received = accepted + rejected + duplicate and
/// accepted = applied + repeated + dead + in flight.
/// </summary>
public sealed record Books(
    long Received, long Accepted, long Rejected, long Duplicate, long Applied, long Repeated, long Dead, long InFlight)
{
    /// <summary>True where both equations hold.</summary>
    public bool Balance => Received == Accepted + Rejected + Duplicate && Accepted == Applied + Repeated + Dead + InFlight;
}
