namespace Telemetry.Elasticity;

/// <summary>
/// Numbers of the scaling policy. <see cref="Local"/> and <see cref="Cloud"/> hold them for the two places a platform runs in;
/// the horizon and the windows have to be longer where measurements are late and workers start slowly.
/// </summary>
public sealed record ScalingOptions
{
    /// <summary>Workers at least; 0 or more, default 1. With 0 nothing drains an idle platform's queue until it is seen.</summary>
    public int MinWorkers { get; init; } = 1;

    /// <summary>Workers at most; 1 or more and no less than <see cref="MinWorkers"/>, default 16.</summary>
    public int MaxWorkers { get; init; } = 16;

    /// <summary>
    /// Frames a second that each worker is to have due: what one can do, less the part kept free for what comes suddenly; over 0.
    /// </summary>
    public required double TargetFramesPerS { get; init; }

    /// <summary>A backlog is to be gone after about this time; over 0, default 20 s.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// The age up to which work in hand is no backlog but on its way; over 0, default 5 s. Waiting frames weigh as much as their
    /// age in this unit, and no worker is taken away while the oldest is older.
    /// </summary>
    public TimeSpan FreshAge { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What waiting frames weigh at most, however old they are; 1 or more, default 2.</summary>
    public double MostAgeWeight { get; init; } = 2;

    /// <summary>
    /// How far ahead a rising arrival rate is continued: the lateness of measurements and the time a worker takes to start; 0 or
    /// more, default 5 s.
    /// </summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The share of the arrival rate that is added for its rise at most; 0 or more, default 0.5.</summary>
    public double MostRise { get; init; } = 0.5;

    /// <summary>No second step up sooner than this after a step up; 0 or more, default 4 s.</summary>
    public TimeSpan ScaleOutCooldown { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>No step down sooner than this after a step in either direction; 0 or more, default 10 s.</summary>
    public TimeSpan ScaleInCooldown { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A step down goes no lower than what was wanted at any time within this window; 0 or more, default 30 s. Longer than a
    /// worker takes to show its effect, or the policy chases its own delay.
    /// </summary>
    public TimeSpan ScaleInWindow { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Workers are taken away only where those left would have at most this share of the target due; over 0 to 1, default 0.9,
    /// as target tracking has it.
    /// </summary>
    public double ScaleInShare { get; init; } = 0.9;

    /// <summary>Workers started in one step at most, or as many as there are where that is more; 1 or more, default 4.</summary>
    public int MostOut { get; init; } = 4;

    /// <summary>Workers taken away in one step at most, or half of them where that is more; 1 or more, default 2.</summary>
    public int MostIn { get; init; } = 2;

    /// <summary>
    /// A sample older than this is none, and after a gap as long nothing is taken away before a whole
    /// <see cref="ScaleInWindow"/> was seen; over 0, default 10 s.
    /// </summary>
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For workers on this machine: measurements of this second, workers that start within a few seconds.</summary>
    public static ScalingOptions Local(double targetFramesPerS) => new() { TargetFramesPerS = targetFramesPerS };

    /// <summary>For a cloud: measurements 60 s late, in periods of 60 s; workers that start within 90 s.</summary>
    public static ScalingOptions Cloud(double targetFramesPerS) => new()
    {
        TargetFramesPerS = targetFramesPerS,
        Horizon = TimeSpan.FromSeconds(180),
        FreshAge = TimeSpan.FromSeconds(15),
        Lead = TimeSpan.FromSeconds(150),
        ScaleOutCooldown = TimeSpan.FromSeconds(60),
        ScaleInCooldown = TimeSpan.FromSeconds(120),
        ScaleInWindow = TimeSpan.FromSeconds(300),
        StaleAfter = TimeSpan.FromSeconds(180),
    };

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Check(MinWorkers >= 0, nameof(MinWorkers), "at least 0");
        Check(MaxWorkers >= Math.Max(1, MinWorkers), nameof(MaxWorkers), "at least 1 and at least MinWorkers");
        Check(TargetFramesPerS > 0 && double.IsFinite(TargetFramesPerS), nameof(TargetFramesPerS), "over 0");
        Check(Horizon > TimeSpan.Zero, nameof(Horizon), "over 0");
        Check(FreshAge > TimeSpan.Zero, nameof(FreshAge), "over 0");
        Check(MostAgeWeight >= 1 && double.IsFinite(MostAgeWeight), nameof(MostAgeWeight), "at least 1");
        Check(Lead >= TimeSpan.Zero, nameof(Lead), "at least 0");
        Check(MostRise >= 0 && double.IsFinite(MostRise), nameof(MostRise), "at least 0");
        Check(ScaleOutCooldown >= TimeSpan.Zero, nameof(ScaleOutCooldown), "at least 0");
        Check(ScaleInCooldown >= TimeSpan.Zero, nameof(ScaleInCooldown), "at least 0");
        Check(ScaleInWindow >= TimeSpan.Zero, nameof(ScaleInWindow), "at least 0");
        Check(ScaleInShare is > 0 and <= 1, nameof(ScaleInShare), "over 0 to 1");
        Check(MostOut >= 1, nameof(MostOut), "at least 1");
        Check(MostIn >= 1, nameof(MostIn), "at least 1");
        Check(StaleAfter > TimeSpan.Zero, nameof(StaleAfter), "over 0");
    }

    private static void Check(bool holds, string name, string range)
    {
        if (!holds)
            throw new ArgumentException($"Scaling:{name} must be {range}.");
    }
}
