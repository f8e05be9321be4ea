using Telemetry.Elasticity;

namespace Telemetry.ScalingSimulation.Rules;

/// <summary>
/// Target tracking as Application Auto Scaling does it for ECS: a metric per task is kept near its target; out when 3 data points
/// of a minute in a row are over it, in when 15 in a row are under nine tenths of it; then the count is what the metric's ratio to
/// the target says.
/// </summary>
/// <param name="metric">The metric over all tasks; null where it was not measured, and then nothing happens.</param>
/// <param name="target">Its target for one task; over 0.</param>
/// <param name="options">Least and most workers.</param>
public sealed class TargetTrackingRule(Func<ScalingSample, double?> metric, double target, ScalingOptions options) : IScalingRule
{
    private const int PointsOut = 3;
    private const int PointsIn = 15;
    private const double InShare = 0.9;
    private static readonly TimeSpan s_outCooldown = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_inCooldown = TimeSpan.FromSeconds(300);
    private readonly List<double> _perTask = [];
    private DateTimeOffset? _seen;
    private DateTimeOffset? _stepped;

    /// <summary>
    /// Backlog per task alone, as the documentation of ECS and SQS recommends: the frames that wait may take a task so long.
    /// </summary>
    public static TargetTrackingRule OfBacklog(ScalingOptions options, TimeSpan acceptableWait) => new(
        sample => sample.LiveFrames + sample.BulkFrames, options.TargetFramesPerS * acceptableWait.TotalSeconds, options);

    /// <summary>The metric that the platform's own policy tracks, without its look ahead.</summary>
    public static TargetTrackingRule OfDueWork(ScalingOptions options) => new(
        sample => sample.ArrivalFramesPerS
            + (Math.Min(options.MostAgeWeight, sample.OldestAge / options.FreshAge ?? 1) * sample.LiveFrames + sample.BulkFrames) / options.Horizon.TotalSeconds,
        options.TargetFramesPerS, options);

    /// <inheritdoc/>
    public int Decide(ScalingSample? sample, int workers, DateTimeOffset now)
    {
        if (sample is null || sample.At == _seen || metric(sample) is not { } total)
            return workers;
        _seen = sample.At;
        _perTask.Add(total / Math.Max(1, workers));
        var wanted = (int)Math.Clamp(Math.Ceiling(total / target), options.MinWorkers, options.MaxWorkers);
        if (Last(PointsOut) is { } over && over.All(value => value > target) && !(now - _stepped < s_outCooldown))
            return Step(Math.Max(wanted, workers), workers, now);
        if (Last(PointsIn) is { } under && under.All(value => value < InShare * target) && !(now - _stepped < s_inCooldown))
            return Step(Math.Min(wanted, workers), workers, now);
        return workers;
    }

    private double[]? Last(int points) => _perTask.Count < points ? null : [.. _perTask.TakeLast(points)];

    private int Step(int wanted, int workers, DateTimeOffset now)
    {
        if (wanted != workers)
            _stepped = now;
        return wanted;
    }
}
