namespace Telemetry.CostModel;

/// <summary>What one of the platform's ways of doing things saves.</summary>
/// <param name="Name">The way.</param>
/// <param name="DollarsPerDayWithout">What all costs without it.</param>
/// <param name="DollarsPerDayWith">What all costs with it.</param>
public sealed record Saving(string Name, double DollarsPerDayWithout, double DollarsPerDayWith)
{
    /// <summary>The savings of a fleet, each way taken away by itself.</summary>
    public static IReadOnlyList<Saving> Of(FleetLoad load, CostInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var with = CostEstimate.Of(load, inputs).DollarsPerDay;
        double Without(Func<PlatformSettings, PlatformSettings> change) =>
            CostEstimate.Of(load, inputs with { Settings = change(inputs.Settings) }).DollarsPerDay;
        return
        [
            new("group commit", Without(settings => settings with { CommitWindowS = 0 }), with),
            new("grouping by neighbourhood", Without(settings => settings with { GroupsByNeighbourhood = false }), with),
            new("flush windows", Without(settings => settings with { FlushWindowS = 0 }), with),
            new("workers that follow the load", Without(settings => settings with { FollowsLoad = false }), with),
        ];
    }
}
