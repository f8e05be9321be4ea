using System.CommandLine;
using Telemetry.FleetSimulator.Commands;

namespace Telemetry.AppHost.Commands;

/// <summary>The command line behind <c>./telemetry</c>: one class per verb.</summary>
internal static class CommandLine
{
    public static Command Create()
    {
        var root = new RootVerb("./telemetry", "Cars upload what they sense; the platform learns the road and serves the map.")
        {
            ExamplesHelp.CreateOption(),
            ColourOption.Instance,
            ServeCommand.Create(),
            CompletionCommand.CreateComplete(Create),
        };
        root.Add("See that it works", DemoCommand.Create(), TestCommand.Create());
        root.Add("Run it", UpCommand.Create(), StatusCommand.Create(), ScaleCommand.Create(), ImportCommand.Create(), DownCommand.Create());
        root.Add("Drives", RecordCommand.Create(), ReplayCommand.Create(), FleetCommand.Create());
        root.Add("Judge it", EvalCommand.Create(), LoadCommand.Create(), BenchCommand.Create(), CostCommand.Create());
        root.Add("Your shell", CompletionCommand.Create());
        root.SetAction((_, cancellationToken) => root.Parse("--help").InvokeAsync(null, cancellationToken));
        return root;
    }
}
