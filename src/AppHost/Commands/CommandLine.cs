using System.CommandLine;
using Telemetry.FleetSimulator.Commands;

namespace Telemetry.AppHost.Commands;

/// <summary>The command line behind <c>./telemetry</c>: one class per verb.</summary>
internal static class CommandLine
{
    public static Command Create()
    {
        // Not a RootCommand: that one calls itself after the assembly, not after what a person types.
        var root = new Command("./telemetry", "Cars upload what they sense; the platform learns the road and serves the map.")
        {
            ExamplesHelp.CreateOption(),
            ColourOption.Instance,
            DemoCommand.Create(),
            TestCommand.Create(),
            UpCommand.Create(),
            DownCommand.Create(),
            StatusCommand.Create(),
            ImportCommand.Create(),
            RecordCommand.Create(),
            ReplayCommand.Create(),
            ServeCommand.Create(),
            EvalCommand.Create(),
            FleetCommand.Create(),
        };
        root.SetAction((_, cancellationToken) => root.Parse("--help").InvokeAsync(null, cancellationToken));
        return root;
    }
}
