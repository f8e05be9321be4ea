using System.CommandLine;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>The options that say on which world vehicles drive, and what the platform's map has wrong of it.</summary>
internal sealed class WorldOptions
{
    private readonly Option<FileInfo?> _map = new("--map")
    {
        Description = "An OSM extract (.osm.pbf, .osm) to drive on; without it a generated town.",
    };

    private readonly Option<double> _untagged = Share("--untagged", new WorldPerturbation().Untagged, "of the limits that the base map lacks");
    private readonly Option<double> _wrong = Share("--wrong", new WorldPerturbation().WrongLimit, "of the limits that the base map has wrong");
    private readonly Option<double> _shifted = Share("--shifted", new WorldPerturbation().Shifted, "of the roads whose line is beside the road");
    private readonly Option<double> _missing = Share("--missing", new WorldPerturbation().Missing, "of the roads that the base map lacks");
    private readonly Option<double> _gone = Share("--gone", new WorldPerturbation().Gone, "of the roads that only the base map has");

    public WorldOptions() => _map.MustExist();

    /// <summary>Every chance of world and fleet.</summary>
    public Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Every chance follows from it.", DefaultValueFactory = _ => 1,
    };

    /// <summary>Adds the options to a verb.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (ReadOnlySpan<Option>)[_map, Seed, _untagged, _wrong, _shifted, _missing, _gone])
            command.Add(option);
    }

    /// <summary>The map's name as reports give it.</summary>
    public string NameOf(ParseResult parsed) => parsed.GetValue(_map)?.Name ?? "generated town";

    /// <summary>Reads or makes the map, and makes a world of it.</summary>
    /// <exception cref="OsmFormatException">The extract is corrupt or holds no road.</exception>
    /// <exception cref="VerbFailureException">Shares that exclude each other are together above 1.</exception>
    public SimulatedWorld Create(ParseResult parsed, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var perturbation = PerturbationOf(parsed);
        if (perturbation.Untagged + perturbation.WrongLimit > 1)
            throw VerbFailureException.Usage("--untagged and --wrong are together at most 1.", "They are shares of the same limits.");
        if (perturbation.Missing + perturbation.Gone > 1)
            throw VerbFailureException.Usage("--missing and --gone are together at most 1.", "They are shares of the same roads.");
        return SimulatedWorld.Create(Read(parsed, progress, cancellationToken), perturbation, parsed.GetValue(Seed));
    }

    /// <summary>How the base map is made to differ.</summary>
    public WorldPerturbation PerturbationOf(ParseResult parsed) => new()
    {
        Untagged = parsed.GetValue(_untagged),
        WrongLimit = parsed.GetValue(_wrong),
        Shifted = parsed.GetValue(_shifted),
        Missing = parsed.GetValue(_missing),
        Gone = parsed.GetValue(_gone),
    };

    private ImportedRoads Read(ParseResult parsed, IProgress<string> progress, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_map) is not { } map)
            return ImportedRoads.Of(GeneratedTown.Create(parsed.GetValue(Seed)));
        progress.Report($"Reading {map.Name}");
        return RoadImporter.Import(new OsmSource(map.Name, map.OpenRead), progress: null, cancellationToken);
    }

    private static Option<double> Share(string name, double otherwise, string of) =>
        NumberOption.Create(name, otherwise, 0, 1, $"Share {of}.");
}
