using Telemetry.FleetSimulator.Driving.Drivers;

namespace Telemetry.FleetSimulator.Driving.Traffic;

/// <summary>
/// How fast to drive behind another car: the Intelligent Driver Model (Treiber, Hennecke and Helbing 2000, "Congested traffic
/// states in empirical observations and microscopic simulations"), bounded by the safe speed of Krauss (1998, "Microscopic modeling of
/// traffic flow"), which keeps cars apart however long the time step is. Pure.
/// </summary>
internal static class CarFollowing
{
    /// <summary>The hardest that anybody brakes, in m/s²; safe speeds rely on it.</summary>
    public const double HardestBrakingMps2 = 4.5;

    /// <summary>
    /// The acceleration that a driver would like, in m/s²; may be far below <see cref="HardestBrakingMps2"/>.
    /// </summary>
    /// <param name="driver">Who drives.</param>
    /// <param name="speedMps">The own speed.</param>
    /// <param name="wantedMps">The speed wanted on a free road, above 0.</param>
    /// <param name="gapM">From the own front to the back of the car in front; infinite on a free road.</param>
    /// <param name="leaderMps">The speed of the car in front.</param>
    public static double AccelerationMps2(Driver driver, double speedMps, double wantedMps, double gapM, double leaderMps)
    {
        var share = speedMps / wantedMps;
        var free = 1 - share * share * share * share;
        if (double.IsPositiveInfinity(gapM))
            return driver.AccelerationMps2 * free;
        var approach = speedMps * (speedMps - leaderMps) / (2 * Math.Sqrt(driver.AccelerationMps2 * driver.BrakingMps2));
        var kept = (driver.GapM + Math.Max(0, speedMps * driver.HeadwayS + approach)) / Math.Max(gapM, 0.1);
        return driver.AccelerationMps2 * (free - kept * kept);
    }

    /// <summary>
    /// The largest speed at the end of a step with which one neither touches whoever is in front nor would, should both brake as hard
    /// as anybody does; 0 where there is no room. It is reached by braking no harder than that, if so it was before.
    /// </summary>
    /// <param name="gapM">From the own front to the place not to be reached.</param>
    /// <param name="leaderMps">The speed of what is there; 0 for a line.</param>
    /// <param name="leaderHasMoved">True where it has made this step already.</param>
    /// <param name="speedMps">The own speed now.</param>
    /// <param name="stepS">How long the step lasts.</param>
    public static double SafeSpeedMps(double gapM, double leaderMps, bool leaderHasMoved, double speedMps, double stepS)
    {
        // In the step one drives the mean of both speeds, then brakes: (v0 + v) / 2 · s + v² / 2b <= gap + u² / 2b.
        const double B = HardestBrakingMps2;
        var half = B * stepS / 2;
        var root = half * half + leaderMps * leaderMps + 2 * B * gapM - B * speedMps * stepS;
        if (root <= 0)
            return 0;
        // And at the step's end one is behind it: (v0 + v) / 2 · s <= gap + what it drives at least.
        var leaderM = leaderHasMoved ? 0 : LeastDrivenM(leaderMps, stepS);
        return Math.Max(0, Math.Min(Math.Sqrt(root) - half, 2 * (gapM + leaderM) / stepS - speedMps));
    }

    private static double LeastDrivenM(double speedMps, double stepS)
    {
        var braked = speedMps - HardestBrakingMps2 * stepS;
        return braked > 0 ? (speedMps + braked) / 2 * stepS : speedMps * speedMps / (2 * HardestBrakingMps2);
    }
}
