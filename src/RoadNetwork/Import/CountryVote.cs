namespace Telemetry.RoadNetwork.Import;

/// <summary>
/// Which country an extract lies in, by the prefixes of its own tags (<c>DE:urban</c>, <c>FI:511</c>). Not safe for use by more than
/// one thread.
/// </summary>
internal sealed class CountryVote
{
    // Fewer may be a slip of one mapper; less agreement is an extract across a border.
    private const int LeastVotes = 5;
    private const double LeastShare = 0.95;

    private readonly Dictionary<string, int> _votes = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Counts a country or a country's region; null counts nothing.</summary>
    public void Add(string? country)
    {
        if (country is null)
            return;
        var nation = country[..2];
        _votes[nation] = _votes.GetValueOrDefault(nation) + 1;
        _count++;
    }

    /// <summary>The country; null where too few tags name one or they disagree.</summary>
    public string? Winner()
    {
        if (_count < LeastVotes)
            return null;
        var (country, votes) = _votes.MaxBy(vote => vote.Value);
        return votes >= LeastShare * _count ? country : null;
    }
}
