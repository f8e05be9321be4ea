namespace Telemetry.Contracts.Client;

/// <summary>Bounds, order and leases of an outbox. Not safe for use from several threads.</summary>
internal sealed class OutboxIndex(int maxMessages, long maxBytes)
{
    private readonly SortedDictionary<long, int> _free = [];
    private readonly Dictionary<long, int> _leased = [];
    private long _bytes;

    public int Count => _free.Count + _leased.Count;

    /// <summary>False where one more message of this size is too much.</summary>
    public bool HasRoomFor(int size) => Count < maxMessages && (_bytes + size <= maxBytes || Count == 0);

    public void Add(long number, int size)
    {
        _free.Add(number, size);
        _bytes += size;
    }

    public IReadOnlyList<long> Lease(int count, int bytes)
    {
        var taken = new List<long>();
        foreach (var (number, size) in _free)
        {
            bytes -= size;
            if (taken.Count == count || (bytes < 0 && taken.Count > 0))
                break;
            taken.Add(number);
        }

        foreach (var number in taken)
        {
            _free.Remove(number, out var size);
            _leased.Add(number, size);
        }

        return taken;
    }

    /// <summary>False where the entry is not leased.</summary>
    public bool Remove(long number)
    {
        if (!_leased.Remove(number, out var size))
            return false;
        _bytes -= size;
        return true;
    }

    public void Release(long number)
    {
        if (_leased.Remove(number, out var size))
            _free.Add(number, size);
    }
}
