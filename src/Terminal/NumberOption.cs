using System.CommandLine;
using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>An option that takes a number within bounds.</summary>
public static class NumberOption
{
    /// <summary>An option that takes <paramref name="least"/> to <paramref name="most"/>, else <paramref name="otherwise"/>.</summary>
    public static Option<double> Create(string name, double otherwise, double least, double most, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result =>
        {
            // NaN is within no bounds.
            if (double.TryParse(result.Tokens.Single().Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) &&
                number >= least && number <= most)
                return number;
            result.AddError(FormattableString.Invariant($"{name} takes a number from {least} to {most}."));
            return otherwise;
        },
    };
}
