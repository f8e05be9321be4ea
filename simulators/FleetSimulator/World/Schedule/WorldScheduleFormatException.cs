namespace Telemetry.FleetSimulator.World.Schedule;

/// <summary>A schedule's text is no schedule, or not one of this world; says in which field.</summary>
/// <param name="name">The file, as messages name it.</param>
/// <param name="field">The field, for example <c>changes[2].limit</c>, or the line of malformed JSON.</param>
/// <param name="problem">What is wrong with it.</param>
public sealed class WorldScheduleFormatException(string name, string field, string problem)
    : FormatException($"{name}: {field}: {problem}.")
{
    /// <summary>The field.</summary>
    public string Field { get; } = field;
}
