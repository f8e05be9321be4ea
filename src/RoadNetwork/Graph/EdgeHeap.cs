namespace Telemetry.RoadNetwork.Graph;

/// <summary>
/// A binary heap of (cost, key), smallest cost first and the smaller key among equals, in flat arrays that only grow. Stale
/// entries are left in and skipped by the reader.
/// </summary>
internal sealed class EdgeHeap
{
    private double[] _cost = new double[256];
    private int[] _key = new int[256];

    public int Count { get; private set; }

    public void Clear() => Count = 0;

    public void Push(double cost, int key)
    {
        if (Count == _cost.Length)
        {
            Array.Resize(ref _cost, 2 * Count);
            Array.Resize(ref _key, 2 * Count);
        }

        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) / 2;
            if (!Before(cost, key, parent))
                break;
            (_cost[at], _key[at]) = (_cost[parent], _key[parent]);
            at = parent;
        }

        (_cost[at], _key[at]) = (cost, key);
    }

    /// <summary>Takes the smallest; the heap must not be empty.</summary>
    public (double Cost, int Key) Pop()
    {
        var top = (_cost[0], _key[0]);
        var (cost, key) = (_cost[--Count], _key[Count]);
        var at = 0;
        for (var child = 1; child < Count; child = 2 * at + 1)
        {
            if (child + 1 < Count && Before(_cost[child + 1], _key[child + 1], child))
                child++;
            if (!Before(_cost[child], _key[child], cost, key))
                break;
            (_cost[at], _key[at]) = (_cost[child], _key[child]);
            at = child;
        }

        if (Count > 0)
            (_cost[at], _key[at]) = (cost, key);
        return top;
    }

    private bool Before(double cost, int key, int other) => Before(cost, key, _cost[other], _key[other]);

    private static bool Before(double cost, int key, double otherCost, int otherKey) =>
        cost < otherCost || (cost == otherCost && key < otherKey);
}
