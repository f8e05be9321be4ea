using System.CommandLine;
using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>An option that takes a whole number within bounds.</summary>
public static class CountOption
{
    /// <summary>An option that takes <paramref name="least"/> to <paramref name="most"/>, else <paramref name="otherwise"/>.</summary>
    public static Option<int> Create(string name, int otherwise, int least, int most, string description) =>
        NumberOption.Bounded(name, otherwise, least, most, description, "a whole number", NumberStyles.None);
}
