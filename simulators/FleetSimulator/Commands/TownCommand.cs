using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Telemetry.FleetSimulator.Country;

namespace Telemetry.FleetSimulator.Commands;

/// <summary><c>fleet town OUT</c>: a made-up country of any size as an OSM extract.</summary>
internal static class TownCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("out") { Description = "The file to write (.osm.pbf); one that is there is replaced." };
        var segments = CountOption.Create(
            "--segments", 2_000_000, 1, GeneratedCountry.MostSegments, "About how many road segments it has, in whole towns of 340.");
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed and size give the same bytes.", DefaultValueFactory = _ => 1,
        };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Verb(
            "town", "Writes a made-up country of towns as an OSM extract.",
            "./telemetry fleet town --segments 2000000 --seed 1 country.osm.pbf")
        {
            file, segments, seed, json,
        };
        command.SetAction((parsed, cancellationToken) => FleetFailure.GuardAsync(() =>
        {
            var size = Write(parsed.GetRequiredValue(file), parsed.GetValue(segments), parsed.GetValue(seed), cancellationToken);
            Console.WriteLine(parsed.GetValue(json) ? JsonSerializer.Serialize(size, ReportJson.Options) : Text(size));
            return Task.FromResult(0);
        }));
        return command;
    }

    private static CountrySize Write(FileInfo file, int segments, ulong seed, CancellationToken cancellationToken)
    {
        // Under another name first: half a country would be read as a whole one.
        var draft = file.FullName + ".draft";
        try
        {
            CountrySize size;
            using (var stream = File.Create(draft, bufferSize: 1 << 20))
                size = GeneratedCountry.Write(stream, segments, seed, cancellationToken);
            File.Move(draft, file.FullName, overwrite: true);
            return size;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static string Text(CountrySize size) => string.Create(
        CultureInfo.InvariantCulture,
        $"{size.Towns:N0} towns, {size.Segments:N0} road segments in {size.Ways:N0} ways with {size.Nodes:N0} nodes");
}
