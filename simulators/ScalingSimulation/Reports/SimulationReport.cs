using System.Globalization;
using System.Text;
using Telemetry.Elasticity;
using Telemetry.LoadTest.Profiles;
using Telemetry.ScalingSimulation.Rules;

namespace Telemetry.ScalingSimulation.Reports;

/// <summary>
/// The load profiles simulated with the delays of a machine and of a cloud, under the platform's policy and under target tracking as
/// ECS does it. In a cloud each profile is simulated as it is and ten times as long. Pure; the same every time.
/// </summary>
public sealed class SimulationReport
{
    /// <summary>What a simulated worker does, in frames per second.</summary>
    public const double CapacityFramesPerS = 2_000;

    /// <summary>The share of it that is the policy's target.</summary>
    public const double TargetShare = 0.85;

    private const double Noise = 0.05;
    private const int MostWorkers = 20;
    private const int CloudStretch = 10;
    private static readonly TimeSpan s_acceptableWait = TimeSpan.FromSeconds(60);

    private SimulationReport(IReadOnlyList<SimulationRow> rows) => Rows = rows;

    /// <summary>One for each place, profile and rule.</summary>
    public IReadOnlyList<SimulationRow> Rows { get; }

    /// <summary>The rules by name, with what each does in a place.</summary>
    public static IReadOnlyList<(string Name, Func<ScalingOptions, IScalingRule> Create)> Rules { get; } =
    [
        ("policy", options => new PolicyRule(options)),
        ("ECS, due work", TargetTrackingRule.OfDueWork),
        ("ECS, backlog", options => TargetTrackingRule.OfBacklog(options, s_acceptableWait)),
    ];

    /// <summary>Simulates.</summary>
    /// <param name="profiles">Names of load profiles.</param>
    public static SimulationReport Create(IReadOnlyList<string> profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        var rows = new List<SimulationRow>();
        foreach (var name in profiles)
        {
            rows.Add(RowOf("local", ProfileOf(name, 1), Rules[0].Name));
            foreach (var stretch in new[] { 1, CloudStretch })
                rows.AddRange(Rules.Select(rule => RowOf("cloud", ProfileOf(name, stretch), rule.Name)));
        }

        return new SimulationReport(rows);
    }

    /// <summary>A profile for the simulated workers, so many times as long as it is.</summary>
    public static LoadProfile ProfileOf(string name, int stretch)
    {
        var options = new LoadProfileOptions { WorkerCapFramesPerS = CapacityFramesPerS };
        return stretch == 1
            ? LoadProfiles.Create(name, options)
            : LoadProfiles.Create(name, options with { Duration = stretch * LoadProfiles.Create(name, options).Duration });
    }

    /// <summary>Simulates one profile in one place.</summary>
    public static SimulationRun Simulate(string place, LoadProfile profile, string rule)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var target = TargetShare * CapacityFramesPerS;
        var options = (place == "local" ? ScalingOptions.Local(target) : ScalingOptions.Cloud(target)) with { MaxWorkers = MostWorkers };
        var plan = new SimulationPlan
        {
            Rate = profile.RateAt,
            Duration = profile.Duration,
            Delays = place == "local" ? Delays.Local : Delays.Cloud,
            CapacityFramesPerS = CapacityFramesPerS,
            Workers = Math.Max(1, (int)Math.Ceiling(profile.RateAt(TimeSpan.Zero) / target)),
            IsOut = at => profile.PhaseAt(at) is { Outage: not LoadOutage.None },
            Noise = Noise,
        };
        return ElasticSimulation.Run(plan, Rules.First(one => one.Name == rule).Create(options));
    }

    /// <summary>The rows as a table in Markdown.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder(
            """
            | place | profile | minutes | rule | age at most, s | p99 age, s | workers at most | too many | turns | worker time |
            |---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (var row in Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Place} | {row.Profile} | {row.Minutes:0.#} | {row.Rule} | {row.PeakAgeS:F0} | ")
                .Append(CultureInfo.InvariantCulture, $"{row.P99AgeS:F0} | {row.MostWorkers} | {row.Overshoot} | {row.DirectionChanges} | ")
                .Append(CultureInfo.InvariantCulture, $"{row.WorkerShare:F2} |\n");
        }

        return text.ToString();
    }

    private static SimulationRow RowOf(string place, LoadProfile profile, string rule)
    {
        var run = Simulate(place, profile, rule);
        var most = run.Points.Max(point => point.Desired);
        var used = run.Points.Sum(point => point.Running) * CapacityFramesPerS;
        return new SimulationRow(
            place, profile.Name, rule, profile.Duration.TotalMinutes, run.PeakAge.TotalSeconds, run.WaitQuantile(0.99).TotalSeconds, most,
            Math.Max(0, most - (int)Math.Ceiling(profile.PeakFramesPerS / (TargetShare * CapacityFramesPerS))),
            profile.Phases.Max(phase => run.DirectionChanges(phase.Begin, phase.End)),
            Math.Round(used / run.Points.Sum(point => point.ArrivalFramesPerS), 2));
    }
}
