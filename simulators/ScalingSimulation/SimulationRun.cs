namespace Telemetry.ScalingSimulation;

/// <summary>What came of a simulation.</summary>
/// <param name="Points">Second by second.</param>
/// <param name="Waits">How long frames took from arrival to done, as amounts.</param>
public sealed record SimulationRun(IReadOnlyList<SimulationPoint> Points, IReadOnlyList<(TimeSpan Age, double Frames)> Waits)
{
    /// <summary>The greatest age of the oldest unfinished frame.</summary>
    public TimeSpan PeakAge => Points.Max(point => point.Age);

    /// <summary>The time that a share of the frames (0 to 1) took at most.</summary>
    public TimeSpan WaitQuantile(double share)
    {
        var wanted = share * Waits.Sum(wait => wait.Frames);
        var sum = 0.0;
        foreach (var (age, frames) in Waits.OrderBy(wait => wait.Age))
        {
            sum += frames;
            if (sum >= wanted)
                return age;
        }

        return TimeSpan.Zero;
    }

    /// <summary>How often the desired count turns from rising to falling or back, from one moment to another.</summary>
    public int DirectionChanges(TimeSpan from, TimeSpan to)
    {
        var (changes, direction, last) = (0, 0, (int?)null);
        foreach (var point in Points.Where(point => point.At >= from && point.At < to))
        {
            var step = last is { } before ? Math.Sign(point.Desired - before) : 0;
            if (step != 0 && direction != 0 && step != direction)
                changes++;
            direction = step == 0 ? direction : step;
            last = point.Desired;
        }

        return changes;
    }
}
