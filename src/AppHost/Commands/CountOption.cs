using System.CommandLine;
using System.Globalization;

namespace Telemetry.AppHost.Commands;

/// <summary>An option that takes a whole number within bounds.</summary>
internal static class CountOption
{
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
