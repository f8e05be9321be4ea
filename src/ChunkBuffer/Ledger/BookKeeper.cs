namespace Telemetry.ChunkBuffer.Ledger;

/// <summary>Adds ledger items up into books. Not safe for use by many threads.</summary>
internal sealed class BookKeeper
{
    // Indexed by outcome.
    private readonly long[] _messages = new long[4];
    private readonly long[] _frames = new long[4];
    private RefusedCounts _refused;
    private DateTimeOffset? _oldest;

    /// <param name="messages">The item's lines.</param>
    /// <param name="refused">What it books as refused.</param>
    /// <param name="inFlightSince">When the item was sent, where it is in flight; null otherwise.</param>
    public void Add(IReadOnlyList<MessageEntry> messages, RefusedCounts refused, DateTimeOffset? inFlightSince)
    {
        foreach (var message in messages)
        {
            _messages[(int)message.Outcome]++;
            _frames[(int)message.Outcome] += message.Frames;
        }

        _refused += refused;
        Note(inFlightSince);
    }

    /// <summary>Adds what another one added up.</summary>
    public void Add(BookKeeper other)
    {
        for (var outcome = 0; outcome < _messages.Length; outcome++)
        {
            _messages[outcome] += other._messages[outcome];
            _frames[outcome] += other._frames[outcome];
        }

        _refused += other._refused;
        Note(other._oldest);
    }

    public LedgerSums Sums() => new(
        Of(_messages, _refused.RejectedMessages, _refused.DuplicateMessages),
        Of(_frames, _refused.RejectedFrames, _refused.DuplicateFrames),
        _oldest);

    private void Note(DateTimeOffset? inFlightSince)
    {
        if (inFlightSince < (_oldest ?? DateTimeOffset.MaxValue))
            _oldest = inFlightSince;
    }

    private static Books Of(long[] outcomes, long rejected, long duplicate)
    {
        var accepted = outcomes.Sum();
        return new Books(
            accepted + rejected + duplicate, accepted, rejected, duplicate,
            outcomes[(int)MessageOutcome.Applied], outcomes[(int)MessageOutcome.Repeated],
            outcomes[(int)MessageOutcome.DeadLettered], outcomes[(int)MessageOutcome.InFlight]);
    }
}
