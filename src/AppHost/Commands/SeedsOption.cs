using System.CommandLine;
using System.Globalization;

namespace Telemetry.AppHost.Commands;

/// <summary>An option that takes one seed or a range of them: <c>3</c>, <c>1..5</c>.</summary>
internal static class SeedsOption
{
    private const int MostSeeds = 1000;

    public static Option<IReadOnlyList<ulong>> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "seed or first..last",
        DefaultValueFactory = _ => [1],
        CustomParser = result =>
        {
            if (TryParse(result.Tokens.Single().Value, out var seeds))
                return seeds;
            result.AddError(FormattableString.Invariant($"{name} takes a whole number, or a range of at most {MostSeeds} as 1..5."));
            return [];
        },
    };

    private static bool TryParse(string text, out IReadOnlyList<ulong> seeds)
    {
        seeds = [];
        var ends = text.Split("..");
        if (ends.Length > 2 || !TryParseNumber(ends[0], out var first) || !TryParseNumber(ends[^1], out var last) ||
            last < first || last - first >= MostSeeds)
            return false;
        seeds = [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => first + (ulong)i)];
        return true;
    }

    private static bool TryParseNumber(string text, out ulong number) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
