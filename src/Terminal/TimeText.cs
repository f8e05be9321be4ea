using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>Time spans as people say them.</summary>
public static class TimeText
{
    /// <summary>
    /// How long something will take, no finer than it can be known: <c>8 s</c>, <c>50 s</c>, <c>4 min</c>, <c>2 h 10 min</c>.
    /// </summary>
    public static string Left(TimeSpan span) => span switch
    {
        { TotalSeconds: < 20 } => Text($"{Math.Ceiling(span.TotalSeconds)} s"),
        { TotalSeconds: < 90 } => Text($"{Math.Ceiling(span.TotalSeconds / 5) * 5} s"),
        { TotalMinutes: < 60 } => Text($"{Math.Ceiling(span.TotalMinutes)} min"),
        { TotalHours: < 24 } => Text($"{Math.Floor(span.TotalHours)} h {Math.Floor(span.Minutes / 10.0) * 10} min"),
        _ => "over a day",
    };

    /// <summary>How long something took: <c>0.8 s</c>, <c>42 s</c>, <c>3:05 min</c>, <c>1:12:09 h</c>.</summary>
    public static string Took(TimeSpan span) => span switch
    {
        { TotalSeconds: < 10 } => Text($"{span.TotalSeconds:F1} s"),
        { TotalSeconds: < 60 } => Text($"{span.TotalSeconds:F0} s"),
        { TotalHours: < 1 } => span.ToString(@"m\:ss", CultureInfo.InvariantCulture) + " min",
        _ => Text($"{Math.Floor(span.TotalHours)}:{span.Minutes:00}:{span.Seconds:00} h"),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
