using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>What an autoscaler did while it ran.</summary>
/// <param name="Seconds">How long.</param>
/// <param name="Workers">The counts that were wanted: least, most and last.</param>
/// <param name="DirectionChanges">How often the count turned from rising to falling or back.</param>
/// <param name="Events">Its looks: those at which the count or the reason changed, and one in ten of the others.</param>
internal sealed record ScaleReport(
    double Seconds, ScaleReport.Range Workers, int DirectionChanges, IReadOnlyList<ScaleReport.Line> Events)
{
    private const int OneIn = 10;

    /// <summary>Of its looks.</summary>
    public static ScaleReport? Of(IReadOnlyList<ScalingEvent> looks)
    {
        if (looks.Count == 0)
            return null;
        var kept = looks.Where((look, i) => i % OneIn == 0 || look.Step != 0 || look.Reason != looks[i - 1].Reason).Select(Line.Of);
        return new ScaleReport(
            (looks[^1].At - looks[0].At).TotalSeconds,
            new Range(looks.Min(look => look.Desired), looks.Max(look => look.Desired), looks[^1].Desired), Turns(looks), [.. kept]);
    }

    private static int Turns(IReadOnlyList<ScalingEvent> looks)
    {
        var steps = looks.Select(look => Math.Sign(look.Step)).Where(step => step != 0).ToList();
        return steps.Zip(steps.Skip(1)).Count(pair => pair.First != pair.Second);
    }

    /// <summary>Counts of workers.</summary>
    internal sealed record Range(int Min, int Max, int End);

    /// <summary>A look, in units that programs read.</summary>
    internal sealed record Line(
        DateTimeOffset At, double? ArrivalFramesPerS, double? LiveFrames, double? BulkFrames, double? OldestAgeS, int Running, int Starting,
        int Draining, int Desired, ScalingReason Reason, double? DuePerWorkerFramesPerS)
    {
        public static Line Of(ScalingEvent look) => new(
            look.At, Rounded(look.Sample.ArrivalFramesPerS), Rounded(look.Sample.LiveFrames), Rounded(look.Sample.BulkFrames),
            Rounded(look.Sample.OldestAge?.TotalSeconds), look.Workers.Running, look.Workers.Starting, look.Workers.Draining, look.Desired,
            look.Reason, Rounded(look.DuePerWorkerFramesPerS));

        private static double? Rounded(double? value) => value is { } known ? Math.Round(known, 1) : null;
    }
}
