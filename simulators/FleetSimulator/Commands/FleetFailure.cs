using Telemetry.Evaluation.Inputs;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.FleetSimulator.Commands;

/// <summary>The failures of the simulator's verbs that a person can put right.</summary>
internal static class FleetFailure
{
    /// <inheritdoc cref="VerbFailure.GuardAsync"/>
    public static Task<int> GuardAsync(Func<Task<int>> verb) =>
        VerbFailure.GuardAsync(verb, failure => failure is OsmFormatException or InputFormatException);
}
