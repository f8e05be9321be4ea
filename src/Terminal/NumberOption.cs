using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace Telemetry.Terminal;

/// <summary>An option that takes a number within bounds.</summary>
public static class NumberOption
{
    /// <summary>An option that takes <paramref name="least"/> to <paramref name="most"/>, else <paramref name="otherwise"/>.</summary>
    public static Option<double> Create(string name, double otherwise, double least, double most, string description) =>
        Bounded(name, otherwise, least, most, description, "a number", NumberStyles.Float);

    /// <summary>As <see cref="Create"/>, for any kind of number, named so in the error.</summary>
    internal static Option<T> Bounded<T>(
        string name, T otherwise, T least, T most, string description, string kind, NumberStyles styles)
        where T : INumber<T> => new(name)
        {
            Description = description,
            DefaultValueFactory = _ => otherwise,
            CustomParser = result =>
            {
                // NaN is within no bounds.
                if (T.TryParse(result.Tokens.Single().Value, styles, CultureInfo.InvariantCulture, out var number) &&
                    number >= least && number <= most)
                    return number;
                result.AddError(FormattableString.Invariant($"{name} takes {kind} from {least} to {most}."));
                return otherwise;
            },
        };
}
