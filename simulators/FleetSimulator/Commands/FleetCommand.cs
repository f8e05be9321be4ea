using System.CommandLine;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>The simulator's command line: a program of its own, and <c>./telemetry fleet</c>.</summary>
public static class FleetCommand
{
    /// <summary>The command to be added to another command line.</summary>
    public static Command Create() =>
        new("fleet", "Simulates vehicles on a true world, replays recorded drives, and measures how real its errors are.")
        {
            RunCommand.Create(),
            TownCommand.Create(),
            ReplayCommand.Create(),
            JudgeCommand.Create(),
            ErrorsCommand.Create(),
        };

    /// <summary>The whole command line of the simulator's own program.</summary>
    public static Command CreateRoot()
    {
        var root = Create();
        root.Add(ExamplesHelp.CreateOption());
        root.SetAction((_, cancellationToken) => root.Parse("--help").InvokeAsync(null, cancellationToken));
        return root;
    }
}
