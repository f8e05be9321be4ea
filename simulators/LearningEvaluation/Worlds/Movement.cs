namespace Telemetry.LearningEvaluation.Worlds;

/// <summary>A movement from one road on to the next, with the path of the first drive that made it.</summary>
/// <param name="Before">Directed edges of the truth that lead there, in driving order, the last being the one left; at least one.</param>
/// <param name="After">Directed edges that lead on, in driving order, the first being the one entered; at least one.</param>
/// <param name="Drives">How often it was driven.</param>
public sealed record Movement(IReadOnlyList<int> Before, IReadOnlyList<int> After, int Drives)
{
    /// <summary>The edge left.</summary>
    public int From => Before[^1];

    /// <summary>The edge entered.</summary>
    public int To => After[0];

    internal Movement Again() => this with { Drives = Drives + 1 };
}
