using System.CommandLine;

namespace Telemetry.Terminal;

/// <summary>
/// The root of a command line of verbs: its help lists them by what they are for. Not a <see cref="RootCommand"/>, which calls
/// itself after the assembly, not after what a person types.
/// </summary>
/// <param name="name">What a person types.</param>
/// <param name="description">What the program is for, in a sentence.</param>
public sealed class RootVerb(string name, string description) : Command(name, description)
{
    private readonly List<(string Heading, Command[] Verbs)> _groups = [];

    /// <summary>The verbs that are listed, by heading, in the order added.</summary>
    public IReadOnlyList<(string Heading, Command[] Verbs)> Groups => _groups;

    /// <summary>Adds verbs below a heading.</summary>
    /// <param name="heading">What they are for.</param>
    /// <param name="verbs">The verbs.</param>
    public void Add(string heading, params Command[] verbs)
    {
        _groups.Add((heading, verbs));
        foreach (var verb in verbs)
            Add(verb);
    }
}
