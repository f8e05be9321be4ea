using Telemetry.Elasticity;
using Telemetry.ScalingSimulation.Rules;

namespace Telemetry.ScalingSimulation;

/// <summary>
/// A platform of workers at one queue, second by second: frames arrive and are done in order; measurements come late, workers
/// start late, and those that are taken away work to the end of their second. The same plan gives the same run. Pure.
/// </summary>
public static class ElasticSimulation
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan s_step = TimeSpan.FromSeconds(1);

    /// <summary>Runs a plan.</summary>
    /// <param name="plan">What is simulated.</param>
    /// <param name="rule">Who decides; asked every second.</param>
    public static SimulationRun Run(SimulationPlan plan, IScalingRule rule)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(rule);
        var (queue, random) = (new FrameQueue(), new Random(plan.Seed));
        var samples = new Queue<(TimeSpan ReadableAt, ScalingSample Sample)>();
        var starts = new Queue<TimeSpan>();
        var points = new List<SimulationPoint>();
        var waits = new List<(TimeSpan Age, double Frames)>();
        var (running, arrivedSince) = (plan.Workers, 0.0);
        ScalingSample? newest = null;
        for (var now = s_step; now <= plan.Duration; now += s_step)
        {
            while (starts.TryPeek(out var startsAt) && startsAt <= now)
            {
                starts.Dequeue();
                running++;
            }

            var rate = Math.Max(0, plan.Rate(now - s_step) * (1 + plan.Noise * Normal(random)));
            queue.Add(now - s_step, rate);
            arrivedSince += rate;
            var done = plan.IsOut(now) ? 0 : running * plan.CapacityFramesPerS;
            queue.Take(done, (at, frames) => waits.Add((now - at - s_step + plan.Delays.Processing, frames)));
            var age = plan.Delays.Processing + (queue.OldestAt is { } oldest ? now - oldest : TimeSpan.Zero);
            if (now.Ticks % plan.Delays.SampleEvery.Ticks == 0)
            {
                var inWork = rate * plan.Delays.Processing.TotalSeconds;
                if (random.NextDouble() >= plan.Missing)
                    samples.Enqueue((now + plan.Delays.SampleLate, new ScalingSample(
                        s_begin + now, arrivedSince / plan.Delays.SampleEvery.TotalSeconds, queue.Frames + inWork, 0, age)));
                arrivedSince = 0;
            }

            while (samples.TryPeek(out var sample) && sample.ReadableAt <= now)
                newest = samples.Dequeue().Sample;
            var committed = running + starts.Count;
            var desired = rule.Decide(newest, committed, s_begin + now);
            for (var i = committed; i < desired; i++)
                starts.Enqueue(now + plan.Delays.StartUp);
            TakeAway(Math.Max(0, committed - desired), starts, ref running);
            points.Add(new SimulationPoint(now, rate, queue.Frames, age, desired, running));
        }

        // What is left waits on: it must not be missing among the waits of a rule that never catches up.
        queue.Take(queue.Frames, (at, frames) => waits.Add((plan.Duration - at, frames)));
        return new SimulationRun(points, waits);
    }

    // Those that still start first: they hold nothing.
    private static void TakeAway(int count, Queue<TimeSpan> starts, ref int running)
    {
        var kept = starts.Take(Math.Max(0, starts.Count - count)).ToList();
        running -= count - (starts.Count - kept.Count);
        starts.Clear();
        kept.ForEach(starts.Enqueue);
    }

    // Box and Muller.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
