namespace Telemetry.LoadTest.Profiles;

/// <summary>
/// The load profiles by name. Rates are multiples of 1x, a tenth of what one worker is held to: at 100x ten workers have just
/// enough to do. Pure.
/// </summary>
public static class LoadProfiles
{
    /// <summary>The load of a worker and a half, ever the same.</summary>
    public const string Steady = "steady";

    /// <summary>1x to 100x and back: two orders of magnitude up and down.</summary>
    public const string Ramp100 = "ramp100";

    /// <summary>A day with two rush hours.</summary>
    public const string RushHour = "rush-hour";

    /// <summary>5x to 60x within seconds, and back as fast.</summary>
    public const string Flash = "flash";

    /// <summary>Steady load, with the workers away for a while: a backlog that is caught up with.</summary>
    public const string OutageBacklog = "outage-backlog";

    /// <summary>1x as a share of a worker's cap.</summary>
    private const double BaseShare = 0.1;

    /// <summary>The names, in the order in which help lists them.</summary>
    public static IReadOnlyList<string> Names { get; } = [Steady, Ramp100, RushHour, Flash, OutageBacklog];

    /// <summary>A profile.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="options">What it is made for.</param>
    /// <exception cref="ArgumentException">There is no profile of the name.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static LoadProfile Create(string name, LoadProfileOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var plan = PlanOf(name);
        var stretch = options.Duration is { } duration ? duration.TotalSeconds / plan.Sum(step => step.Seconds) : 1;
        var phases = new List<LoadPhase>(plan.Length);
        var begin = TimeSpan.Zero;
        foreach (var step in plan)
        {
            var phase = new LoadPhase(
                step.Name, step.Stage, begin, TimeSpan.FromSeconds(step.Seconds * stretch),
                step.From * BaseShare * options.WorkerCapFramesPerS, step.To * BaseShare * options.WorkerCapFramesPerS, step.Outage);
            phases.Add(phase);
            begin = phase.End;
        }

        return new LoadProfile(name, options.WorkerCapFramesPerS, phases);
    }

    private static Step[] PlanOf(string name) => name switch
    {
        Steady => [new("steady", LoadStage.Top, 120, 15, 15)],
        Ramp100 =>
        [
            new("base", LoadStage.Base, 25, 1, 1), new("climb", LoadStage.Climb, 105, 1, 100), new("top", LoadStage.Top, 105, 100, 100),
            new("fall", LoadStage.Fall, 65, 100, 1), new("rest", LoadStage.Base, 60, 1, 1),
        ],
        RushHour =>
        [
            new("night", LoadStage.Base, 40, 5, 5), new("morning-climb", LoadStage.Climb, 60, 5, 60),
            new("morning", LoadStage.Top, 60, 60, 60), new("morning-fall", LoadStage.Fall, 50, 60, 25),
            new("midday", LoadStage.Base, 70, 25, 25), new("evening-climb", LoadStage.Climb, 60, 25, 80),
            new("evening", LoadStage.Top, 60, 80, 80), new("evening-fall", LoadStage.Fall, 70, 80, 5),
            new("late", LoadStage.Base, 40, 5, 5),
        ],
        Flash =>
        [
            new("base", LoadStage.Base, 30, 5, 5), new("climb", LoadStage.Climb, 5, 5, 60), new("top", LoadStage.Top, 85, 60, 60),
            new("fall", LoadStage.Fall, 5, 60, 5), new("rest", LoadStage.Base, 75, 5, 5),
        ],
        OutageBacklog =>
        [
            new("before", LoadStage.Base, 30, 20, 20), new("outage", LoadStage.Base, 60, 20, 20, LoadOutage.Workers),
            new("catch-up", LoadStage.Top, 120, 20, 20),
        ],
        _ => throw new ArgumentException($"There is no load profile {name}; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    private sealed record Step(string Name, LoadStage Stage, double Seconds, double From, double To, LoadOutage Outage = LoadOutage.None);
}
