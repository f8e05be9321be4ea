namespace Telemetry.MapFusion.Facts;

/// <summary>Counts who is heard: distinct vehicles and fleets of one epoch, since a vehicle has another pseudonym in the next.</summary>
internal sealed class Quorum
{
    private readonly SortedDictionary<int, (HashSet<int> Voices, HashSet<uint> Fleets)> _epochs = [];

    /// <summary>The most distinct vehicles of one epoch.</summary>
    public int Vehicles => _epochs.Count == 0 ? 0 : _epochs.Values.Max(epoch => epoch.Voices.Count);

    public void Add(OffRoadSample sample)
    {
        if (!_epochs.TryGetValue(sample.Epoch, out var epoch))
            _epochs.Add(sample.Epoch, epoch = ([], []));
        epoch.Voices.Add(sample.Voice);
        epoch.Fleets.Add(sample.Fleet);
    }

    /// <summary>True where one epoch has as many vehicles and fleets as a fact needs.</summary>
    public bool IsEnough(FusionOptions options) => _epochs.Values.Any(epoch =>
        epoch.Voices.Count >= options.MinVehicles && epoch.Fleets.Count >= options.MinFleets);
}
