using Telemetry.Evaluation.Inputs;
using Telemetry.FleetSimulator.World.Schedule;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>The failures of the simulator's verbs that a person can put right.</summary>
internal static class FleetFailure
{
    /// <summary>Runs a verb, and tells such a failure in two lines.</summary>
    public static Task<int> GuardAsync(Func<Task<int>> verb) => VerbRun.GuardAsync(verb, Describe, new LineProgress());

    private static VerbFailure? Describe(Exception failure) => failure switch
    {
        OsmFormatException => new VerbFailure(failure.Message, "Check that it is an OpenStreetMap extract and was downloaded whole."),
        WorldScheduleFormatException => new VerbFailure(failure.Message, "docs/simulator.md says what a schedule holds."),
        InputFormatException => new VerbFailure(failure.Message, "Correct that line; --help says what the file holds."),
        _ => null,
    };
}
