using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Solo;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation.Hostility;

/// <summary>What honest vehicles sent, and the map that follows. Read by several threads.</summary>
internal sealed class HonestDrives
{
    // An epoch of pseudonyms begins on this day; studies lie about it.
    private static readonly DateTimeOffset s_epoch = new(2026, 3, 12, 0, 0, 0, TimeSpan.Zero);

    private readonly HostileOptions _options;
    private readonly List<FrameMessage> _messages = [];
    private readonly List<Contribution> _contributions = [];
    private readonly Dictionary<string, List<FrameMessage>> _byVehicle = [];
    private readonly Dictionary<GrainId, List<(string Vehicle, Contribution Contribution)>> _byGrain = [];
    private readonly Dictionary<GrainId, IReadOnlyList<MapFeature>> _facts = [];
    private readonly ulong _seed;

    public HonestDrives(ImportedRoads source, HostileOptions options, ulong seed)
    {
        (_options, _seed) = (options, seed);
        World = LearningWorld.Create(source, options.Perturbation, seed);
        // An epoch turns among the honest drives, behind them, or not at all.
        StartUtc = s_epoch.AddDays((seed % 3) switch { 0 => -options.Days / 2, 1 => -options.Days - 4, _ => 1 });
        var platform = Platform();
        Drive(platform);
        platform.Fold(_contributions);
        for (var segment = 0; segment < World.BaseMap.SegmentCount; segment++)
            _facts[GrainId.Of(World.BaseMap.Segment(segment).Id)] = platform.FactsOf(segment);
        foreach (var cell in platform.Cells())
            _facts[GrainId.Of(cell)] = platform.FactsOf(cell);
    }

    public LearningWorld World { get; }

    public DateTimeOffset StartUtc { get; }

    /// <summary>The day behind the last honest drive.</summary>
    public DateTimeOffset EndUtc => StartUtc.AddDays(_options.Days);

    /// <summary>What was sent, in order.</summary>
    public IReadOnlyList<FrameMessage> Messages => _messages;

    /// <summary>What is published of a grain.</summary>
    public IReadOnlyList<MapFeature> FactsOf(GrainId grain) => _facts.GetValueOrDefault(grain) ?? [];

    /// <summary>A platform that knows nothing but the base map.</summary>
    public LearningPlatform Platform() => new(World.Simulated.BaseMap, _options.Fusion, _seed);

    /// <summary>A platform that learned what honest vehicles sent.</summary>
    public LearningPlatform Learned()
    {
        var platform = Platform();
        platform.Fold(_contributions);
        return platform;
    }

    /// <summary>What honest vehicles said of a grain, in the order in which they sent it, and who said it.</summary>
    public IReadOnlyList<(string Vehicle, Contribution Contribution)> SaidOf(GrainId grain) => _byGrain.GetValueOrDefault(grain) ?? [];

    /// <summary>What an honest vehicle sent, in order.</summary>
    public IReadOnlyList<FrameMessage> SentBy(string vehicle) => _byVehicle[vehicle];

    private void Note(string vehicle, Contribution contribution)
    {
        _contributions.Add(contribution);
        if (!_byGrain.TryGetValue(contribution.Grain, out var said))
            _byGrain.Add(contribution.Grain, said = []);
        said.Add((vehicle, contribution));
    }

    private void Drive(LearningPlatform platform)
    {
        var drives = new SoloDrives(World.Simulated, new FleetOptions { Vehicles = 1, Seed = _seed, StartUtc = StartUtc, FleetId = "honest" });
        var passes = new PassLog(World.Truth);
        for (var enough = _options.Passes * drives.Drivable.Count; passes.Total < enough;)
        {
            if (drives.Next(StartUtc + TimeSpan.FromDays(_options.Days) * (passes.Total / enough)) is not { } drive)
                continue;
            passes.Add(drive);
            foreach (var message in drive.Messages)
            {
                _messages.Add(message);
                if (!_byVehicle.TryGetValue(message.VehicleId, out var sent))
                    _byVehicle.Add(message.VehicleId, sent = []);
                sent.Add(message);
                foreach (var contribution in platform.Contribute(message))
                    Note(message.VehicleId, contribution);
            }
        }
    }
}
