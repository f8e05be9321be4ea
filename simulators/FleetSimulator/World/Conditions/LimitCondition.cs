using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Telemetry.FleetSimulator.World.Conditions;

/// <summary>
/// When a conditional limit holds, as far as a driver can tell: hours of the day on days of the week, and a wet road, joined
/// by <c>AND</c>; after https://wiki.openstreetmap.org/wiki/Conditional_restrictions. Other conditions (weight, holidays, snow)
/// are not understood. Immutable.
/// </summary>
public sealed class LimitCondition
{
    private readonly ImmutableArray<DailyHours> _hours;
    private readonly bool _isForWet;

    private LimitCondition(ImmutableArray<string> signTexts, ImmutableArray<DailyHours> hours, bool isForWet) =>
        (SignTexts, _hours, _isForWet) = (signTexts, hours, isForWet);

    /// <summary>What the supplementary signs say, one each: <c>22:00-06:00</c>, <c>wet</c>.</summary>
    public IReadOnlyList<string> SignTexts { get; }

    /// <summary>True where it holds at a local time, on a dry or a wet road.</summary>
    public bool Holds(DateTime local, bool isWet)
    {
        if (_isForWet && !isWet)
            return false;
        foreach (var hours in _hours)
        {
            if (!hours.Contains(local))
                return false;
        }

        return true;
    }

    /// <summary>Reads <c>22:00-06:00</c>, <c>Mo-Fr 07:00-17:00</c>, <c>wet</c> and what <c>AND</c> joins of them; false for anything else.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LimitCondition? condition)
    {
        ArgumentNullException.ThrowIfNull(text);
        condition = null;
        var hours = ImmutableArray.CreateBuilder<DailyHours>();
        var isForWet = false;
        string[] parts = text.Split(" AND ", StringSplitOptions.TrimEntries);
        foreach (var part in parts)
        {
            if (part == "wet")
                isForWet = true;
            else if (DailyHours.TryParse(part, out var daily))
                hours.Add(daily);
            else
                return false;
        }

        condition = new LimitCondition([.. parts], hours.ToImmutable(), isForWet);
        return true;
    }
}
