using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary>A command with examples of its use, which its help shows.</summary>
/// <param name="name">What a person types.</param>
/// <param name="description">What it does, in a sentence.</param>
/// <param name="examples">Whole command lines.</param>
public sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What its help says below the examples: exit codes that differ from the usual ones, for example.</summary>
    public IList<string> Notes { get; } = [];
}
