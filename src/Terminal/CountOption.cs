using System.CommandLine;
using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>An option that takes a whole number within bounds.</summary>
public static class CountOption
{
    /// <summary>An option that takes <paramref name="least"/> to <paramref name="most"/>, else <paramref name="otherwise"/>.</summary>
    public static Option<int> Create(string name, int otherwise, int least, int most, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            if (int.TryParse(result.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) &&
                count >= least && count <= most)
                return count;
            result.AddError(FormattableString.Invariant($"{name} takes a whole number from {least} to {most}."));
            return otherwise;
        },
    };
}
