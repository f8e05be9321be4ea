namespace Telemetry.MapFusion.Facts;

/// <summary>How many vehicles stand behind something, by epoch: across epochs one vehicle has several pseudonyms.</summary>
internal sealed class LimitSupport
{
    private readonly Dictionary<int, (int Vehicles, HashSet<uint> Fleets)> _byEpoch = [];

    /// <summary>Counts a vehicle, which must not be counted before.</summary>
    public void Add(int epoch, uint fleet)
    {
        var (vehicles, fleets) = _byEpoch.TryGetValue(epoch, out var known) ? known : (0, []);
        fleets.Add(fleet);
        _byEpoch[epoch] = (vehicles + 1, fleets);
    }

    /// <summary>True where in one epoch as many vehicles of as many fleets stand behind it.</summary>
    public bool IsEnough(int vehicles, int fleets) =>
        _byEpoch.Values.Any(epoch => epoch.Vehicles >= vehicles && epoch.Fleets.Count >= fleets);
}
