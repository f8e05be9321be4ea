using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts.Closures;

/// <summary>
/// Which vehicles passed a road on which day, either way: of each day the 16 with the smallest pseudonyms, which every day keeps however
/// old it is, so that days of any age compare.
/// </summary>
internal sealed class RoadTraffic
{
    private readonly SortedDictionary<int, List<(ulong Vehicle, uint Fleet)>> _days = [];
    private readonly Dictionary<(int, int), int> _vehicles = [];

    private RoadTraffic(RoadSegment segment) => Segment = segment;

    public RoadSegment Segment { get; }

    public static RoadTraffic Of(RoadSegment segment, JournaledState<SegmentDay>? state)
    {
        var traffic = new RoadTraffic(segment);
        if (state is null)
            return traffic;
        var grid = SegmentGrid.Of(segment.LengthM);
        foreach (var (day, evidence) in state.Days())
        {
            var vehicles = new SortedDictionary<ulong, uint>();
            foreach (var direction in new[] { TravelDirection.Forward, TravelDirection.Backward })
                foreach (var (pseudonym, said) in evidence.Lane(direction, grid)?.Vehicles ?? [])
                    if (said.Passes > 0)
                        vehicles[pseudonym] = vehicles.TryGetValue(pseudonym, out var fleet) ? Math.Min(fleet, said.Fleet) : said.Fleet;
            if (vehicles.Count > 0)
                traffic._days.Add(day, [.. vehicles.Take(LaneDay.OldVehicles).Select(vehicle => (vehicle.Key, vehicle.Value))]);
        }

        return traffic;
    }

    /// <summary>The first day after a day on which anybody passed; null for none.</summary>
    public int? FirstDay(int afterDay)
    {
        foreach (var day in _days.Keys)
            if (day > afterDay)
                return day;
        return null;
    }

    /// <summary>
    /// The last day from which on as many vehicles as a fact needs, of one epoch, passed; null where so many never did.
    /// </summary>
    public int? LastUsualDay(FusionOptions options)
    {
        var epochs = new Dictionary<int, (HashSet<ulong> Vehicles, HashSet<uint> Fleets)>();
        foreach (var (day, vehicles) in _days.Reverse())
        {
            var epoch = Contribution.EpochOf(day);
            if (!epochs.TryGetValue(epoch, out var known))
                epochs.Add(epoch, known = ([], []));
            foreach (var (vehicle, fleet) in vehicles)
            {
                known.Vehicles.Add(vehicle);
                known.Fleets.Add(fleet);
            }

            if (known.Vehicles.Count >= options.MinVehicles && known.Fleets.Count >= options.MinFleets)
                return day;
        }

        return null;
    }

    /// <summary>Distinct vehicles after one day up to another, those of every epoch by themselves.</summary>
    public int Seen(int afterDay, int toDay) => Count(afterDay, toDay, 0);

    /// <summary>
    /// The same, less in every epoch those that may all be lying: one fewer than a fact needs. Kept for the next who asks, so one road is for
    /// one set of options.
    /// </summary>
    public int Vehicles(int afterDay, int toDay, FusionOptions options)
    {
        if (!_vehicles.TryGetValue((afterDay, toDay), out var vehicles))
            _vehicles[(afterDay, toDay)] = vehicles = Count(afterDay, toDay, options.MinVehicles - 1);
        return vehicles;
    }

    private int Count(int afterDay, int toDay, int liars) => _days.Where(day => day.Key > afterDay && day.Key <= toDay)
        .GroupBy(day => Contribution.EpochOf(day.Key))
        .Sum(epoch => Math.Max(0, epoch.SelectMany(day => day.Value).Select(vehicle => vehicle.Vehicle).Distinct().Count() - liars));
}
