using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Telemetry.FleetSimulator.World.Conditions;

/// <summary>
/// Hours of the day on some days of the week: <c>22:00-06:00</c>, <c>Mo-Fr 07:00-17:00</c>, <c>Sa,Su 10:00-18:00,20:00-22:00</c>. Hours over midnight
/// belong to the day on which they begin.
/// </summary>
internal sealed class DailyHours
{
    private const int DayMinutes = 24 * 60;
    private static readonly string[] Days = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];

    private readonly bool[] _days;
    private readonly (int From, int To)[] _spans;

    private DailyHours(bool[] days, (int From, int To)[] spans) => (_days, _spans) = (days, spans);

    public bool Contains(DateTime local)
    {
        var minute = (int)local.TimeOfDay.TotalMinutes;
        var today = (int)local.DayOfWeek;
        foreach (var (from, to) in _spans)
        {
            var isOverMidnight = to <= from;
            if (_days[today] && minute >= from && (isOverMidnight || minute < to))
                return true;
            if (isOverMidnight && _days[(today + 6) % 7] && minute < to)
                return true;
        }

        return false;
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out DailyHours? hours)
    {
        hours = null;
        var words = text.Split(' ');
        if (words.Length is not (1 or 2) || !TryParseSpans(words[^1], out var spans))
            return false;
        var days = new bool[7];
        if (words.Length == 1)
            Array.Fill(days, true);
        else if (!TryParseDays(words[0], days))
            return false;
        hours = new DailyHours(days, spans);
        return true;
    }

    private static bool TryParseDays(string text, bool[] days)
    {
        foreach (var range in text.Split(','))
        {
            var ends = range.Split('-');
            var (from, to) = (Array.IndexOf(Days, ends[0]), Array.IndexOf(Days, ends[^1]));
            if (ends.Length > 2 || from < 0 || to < 0)
                return false;
            for (var day = from; ; day = (day + 1) % 7)
            {
                days[day] = true;
                if (day == to)
                    break;
            }
        }

        return true;
    }

    private static bool TryParseSpans(string text, out (int From, int To)[] spans)
    {
        var ranges = text.Split(',');
        spans = new (int, int)[ranges.Length];
        for (var i = 0; i < ranges.Length; i++)
        {
            var ends = ranges[i].Split('-');
            if (ends.Length != 2 || !TryParseMinute(ends[0], out var from) || !TryParseMinute(ends[1], out var to))
                return false;
            spans[i] = (from, to);
        }

        return true;
    }

    private static bool TryParseMinute(string text, out int minute)
    {
        minute = 0;
        var parts = text.Split(':');
        if (parts.Length != 2 || parts[1].Length != 2 ||
            !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hour) ||
            !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var rest))
            return false;
        minute = 60 * hour + rest;
        return rest < 60 && minute <= DayMinutes;
    }
}
