namespace Telemetry.CostModel;

/// <summary>A limit and how near the busiest hour comes to it.</summary>
/// <param name="Name">What is limited.</param>
/// <param name="Load">In the busiest hour.</param>
/// <param name="Limit">Where it ends.</param>
/// <param name="Unit">Of both.</param>
/// <param name="Why">Where the limit is from, and what happens beyond it.</param>
public sealed record Bottleneck(string Name, double Load, double Limit, string Unit, string Why)
{
    /// <summary>The load as a share of the limit: above 1 it does not hold.</summary>
    public double Used => Load / Limit;

    /// <summary>The limits of an estimate, the one that breaks first before the others. AWS's are its default quotas.</summary>
    public static IReadOnlyList<Bottleneck> Of(CostEstimate estimate, CostInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(estimate);
        ArgumentNullException.ThrowIfNull(inputs);
        var (peak, ratios, settings) = (estimate.Peak, inputs.Ratios, inputs.Settings);
        var units = Math.Ceiling(ratios.PutKib);
        var cells = Cells(peak, settings);
        Bottleneck[] all =
        [
            new("busiest grain", peak.BusiestPuts * units, 1_000, "write units/s",
                "DynamoDB serves 1,000 write units a second of one partition key; beyond it writes are throttled and flush windows grow. A single activation (Orleans) writes once a window."),
            new("evidence table", peak.Puts * units, 40_000, "write units/s",
                "DynamoDB's default quota of an on-demand table; can be raised on request. A longer flush window writes less."),
            new("publishing lock", peak.Facts, ratios.PublishedFactsPerS, "facts/s",
                "Versions are assigned under one lock at the end of each publishing transaction; beyond it freshness grows. Larger batches, or a map in regions, each with its own feed."),
            new("cells derived", cells, ratios.DerivedCellsPerS, "cells/s",
                "Candidate roads and closures are derived by the one holder of a lease; beyond it cells wait. A lease for each region."),
            new("items in flight", peak.Chunks * settings.ItemHeldS, 120_000, "items",
                "SQS hands out at most 120,000 items of a standard queue at a time; beyond it nothing is received. Larger chunks, or several queues."),
            new("chunk objects", peak.Chunks, 3_500, "PUT/s",
                "S3 takes 3,500 writes a second of one prefix until it has split it; keys begin with the hour, so that each hour begins unsplit."),
            new("chunk ledger", peak.LedgerWrites, 40_000, "write units/s", "DynamoDB's default quota of an on-demand table."),
            new("tasks", peak.Workers + peak.Receivers, 5_000, "tasks", "ECS runs at most 5,000 tasks of a service; several services, or larger tasks."),
        ];
        return [.. all.OrderByDescending(limit => limit.Used)];
    }

    // Cells that become dirty: those off the network, about one contribution in twenty, gathered for a flush window.
    private static double Cells(Volumes peak, PlatformSettings settings)
    {
        const double OffNetwork = 0.05;
        var cells = settings.Segments / settings.SegmentsPerCell;
        var perCell = peak.Contributions * OffNetwork / cells;
        var windowS = Math.Max(settings.FlushWindowS, 1);
        return cells * (1 - Math.Exp(-perCell * windowS)) / windowS;
    }
}
