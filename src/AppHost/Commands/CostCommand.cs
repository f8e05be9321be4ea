using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Telemetry.CostModel;

namespace Telemetry.AppHost.Commands;

/// <summary><c>cost</c>: what a fleet of any size costs on AWS, what saves, and what breaks first.</summary>
internal static class CostCommand
{
    private const int UsualVehicles = 1_000_000;
    private const int MostVehicles = 2_000_000_000;
    private const double UsualHours = 1;
    private const double ShortestHours = 0.01;
    private const double LongestHours = 24;
    private static readonly JsonSerializerOptions s_input = new(ReportJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public static Command Create()
    {
        var vehicles = CountOption.Create("--vehicles", UsualVehicles, 1, MostVehicles, "Vehicles of the fleet.");
        var hours = NumberOption.Create("--hours", UsualHours, ShortestHours, LongestHours, "Hours that each of them drives in a day.");
        var input = new Option<FileInfo?>("--input")
        {
            Description = "A JSON file of what is known better than the defaults: objects ratios, settings and prices, as --json shows them.",
            HelpName = "file",
        };
        input.MustExist();
        var plot = new Option<FileInfo?>("--plot") { Description = "An SVG file for cost and writes against the size of the fleet.", HelpName = "file" };
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output, with every assumption." };
        var command = new Verb(
            "cost", "Estimates what a fleet costs on AWS: requests, storage, database, compute; what windows and grouping save, and what breaks first.",
            "./telemetry cost --vehicles 1000000 --hours 1", "./telemetry cost --vehicles 20000000 --input measured.json --json")
        {
            vehicles, hours, input, plot, json,
        };
        command.Notes.Add("A model, not a bill: docs/cost.md says where each figure is from. Nothing is measured and nothing is asked of AWS.");
        command.SetAction(PlatformFailure.Guard(async (parsed, _, cancellationToken) =>
        {
            var inputs = Read(parsed.GetValue(input));
            var estimate = CostEstimate.Of(new FleetLoad(parsed.GetValue(vehicles), parsed.GetValue(hours)), inputs);
            if (parsed.GetValue(plot) is { } file)
                await File.WriteAllTextAsync(file.FullName, CostPlot.Draw(estimate.Load.HoursPerDay, inputs), cancellationToken);
            Screen.Plain.WriteLine(
                parsed.GetValue(json), () => ToJson(estimate, inputs).ToJsonString(ReportJson.Options), () => ToText(estimate, inputs));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static CostInputs Read(FileInfo? file)
    {
        if (file is null)
            return new CostInputs();
        try
        {
            return JsonSerializer.Deserialize<CostInputs>(File.ReadAllText(file.FullName), s_input) ?? new CostInputs();
        }
        catch (JsonException fault)
        {
            throw VerbFailureException.Usage($"{file.Name} cannot be read: {fault.Message}", "./telemetry cost --json shows every field with its value.");
        }
    }

    private static JsonObject ToJson(CostEstimate estimate, CostInputs inputs)
    {
        JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, ReportJson.Options);
        return new JsonObject
        {
            ["dollars_per_day"] = Math.Round(estimate.DollarsPerDay, 2),
            ["dollars_per_million_km"] = Math.Round(estimate.DollarsPerMillionKm, 3),
            ["km_per_day"] = estimate.Load.KmPerDay,
            ["load"] = Node(estimate.Load),
            ["items"] = Node(estimate.Items),
            ["savings"] = Node(Saving.Of(estimate.Load, inputs)),
            ["limits"] = Node(Bottleneck.Of(estimate, inputs)),
            ["mean_second"] = Node(estimate.Mean),
            ["peak_second"] = Node(estimate.Peak),
            ["ratios"] = Node(inputs.Ratios),
            ["settings"] = Node(inputs.Settings),
            ["prices"] = Node(inputs.Prices),
        };
    }

    private static string ToText(CostEstimate estimate, CostInputs inputs)
    {
        var text = new StringBuilder();
        void Line(FormattableString line) => text.AppendLine(line.ToString(CultureInfo.InvariantCulture));
        var (load, km) = (estimate.Load, estimate.Load.KmPerDay / 1e6);
        Line($"{load.Vehicles:N0} vehicles, {load.HoursPerDay} h a day: {km:N2} million km a day, {load.MeanFramesPerS:N0} frames/s, {load.PeakFramesPerS:N0} at peak");
        Line($"{inputs.Prices.Name}");
        Line($"");
        Line($"{"",-14} {"",-24} {"a day",16} {"",-12} {"$ a day",12} {"$ a million km",15}");
        foreach (var item in estimate.Items)
            Line($"{item.Service,-14} {item.What,-24} {item.PerDay,16:N0} {item.Unit,-12} {item.DollarsPerDay,12:N2} {item.DollarsPerDay / km,15:N2}");
        Line($"{"together",-14} {"",-24} {"",16} {"",-12} {estimate.DollarsPerDay,12:N2} {estimate.DollarsPerMillionKm,15:N2}");
        Line($"");
        foreach (var saving in Saving.Of(load, inputs))
            Line($"without {saving.Name,-36} {saving.DollarsPerDayWithout,14:N2} $ a day, {saving.DollarsPerDayWithout / saving.DollarsPerDayWith:N2} times as much");
        Line($"");
        Line($"Limits in the busiest hour, what breaks first before the others:");
        foreach (var limit in Bottleneck.Of(estimate, inputs))
            Line($"{limit.Used,10:P1} {limit.Name,-16} {limit.Load,14:N0} of {limit.Limit:N0} {limit.Unit}");
        return text.ToString().TrimEnd();
    }
}
