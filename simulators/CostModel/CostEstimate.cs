namespace Telemetry.CostModel;

/// <summary>What a fleet costs, line by line. Pure.</summary>
public sealed record CostEstimate
{
    private const double SecondsPerDay = 86_400;
    private const double DaysPerMonth = 365.25 / 12;
    private const double BytesPerGb = 1e9;
    private const double KibPerGb = BytesPerGb / 1024;
    // Sent, received and deleted, each by itself: batches of ten save up to nine tenths where there are as many.
    private const double RequestsPerItem = 3;

    private CostEstimate(FleetLoad load, Volumes mean, Volumes peak, IReadOnlyList<CostItem> items) =>
        (Load, Mean, Peak, Items) = (load, mean, peak, items);

    /// <summary>The fleet.</summary>
    public FleetLoad Load { get; }

    /// <summary>What happens in a mean second of the day.</summary>
    public Volumes Mean { get; }

    /// <summary>What happens in a second of the busiest hour.</summary>
    public Volumes Peak { get; }

    /// <summary>The lines, grouped by service.</summary>
    public IReadOnlyList<CostItem> Items { get; }

    /// <summary>All lines together.</summary>
    public double DollarsPerDay => Items.Sum(item => item.DollarsPerDay);

    /// <summary>All lines together, for a million kilometres driven.</summary>
    public double DollarsPerMillionKm => DollarsPerDay / Load.KmPerDay * 1e6;

    /// <summary>Estimates a fleet.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The load is out of its range.</exception>
    public static CostEstimate Of(FleetLoad load, CostInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(load);
        ArgumentNullException.ThrowIfNull(inputs);
        load.Validate();
        var share = load.Vehicles / inputs.Settings.VehiclesOfAll;
        var (mean, peak) = (Volumes.At(load.MeanFramesPerS, share, inputs), Volumes.At(load.PeakFramesPerS, share, inputs));
        return new CostEstimate(load, mean, peak,
            [.. Buffer(mean, inputs), .. Evidence(mean, inputs), .. Compute(load, mean, peak, inputs), .. Publishing(load, inputs)]);
    }

    private static IEnumerable<CostItem> Buffer(Volumes mean, CostInputs inputs)
    {
        var prices = inputs.Prices;
        var chunks = mean.Chunks * SecondsPerDay;
        yield return new("S3", "chunks written", chunks, "PUT", chunks / 1000 * prices.S3PutPer1000);
        yield return new("S3", "chunks read", chunks, "GET", chunks / 1000 * prices.S3GetPer1000);
        var kept = mean.ChunkBytes * SecondsPerDay * inputs.Settings.ChunkDays / BytesPerGb;
        yield return new("S3", "chunks kept", kept, "GB", kept * prices.S3GbMonth / DaysPerMonth);
        yield return new("SQS", "work items", chunks * RequestsPerItem, "requests", chunks * RequestsPerItem / 1e6 * prices.SqsPerMillion);
        var ledger = mean.LedgerWrites * SecondsPerDay;
        yield return new("DynamoDB", "chunk ledger", ledger, "write units", ledger / 1e6 * prices.DynamoDbWritesPerMillion);
    }

    private static IEnumerable<CostItem> Evidence(Volumes mean, CostInputs inputs)
    {
        var (ratios, prices) = (inputs.Ratios, inputs.Prices);
        var puts = mean.Puts * SecondsPerDay;
        var writes = puts * Math.Ceiling(ratios.PutKib);
        yield return new("DynamoDB", "evidence written", writes, "write units", writes / 1e6 * prices.DynamoDbWritesPerMillion);
        var reads = puts * ratios.ReadsPerPut * Math.Ceiling(ratios.ReadKib / 4);
        yield return new("DynamoDB", "evidence read", reads, "read units", reads / 1e6 * prices.DynamoDbReadsPerMillion);
        // A segment that is passed at all has evidence.
        var grains = Math.Min(inputs.Settings.Segments, mean.Contributions * SecondsPerDay * inputs.Settings.ChunkDays);
        var kept = grains * inputs.Settings.EvidenceKib / KibPerGb;
        yield return new("DynamoDB", "evidence kept", kept, "GB", kept * prices.DynamoDbGbMonth / DaysPerMonth);
    }

    private static IEnumerable<CostItem> Compute(FleetLoad load, Volumes mean, Volumes peak, CostInputs inputs)
    {
        var (ratios, settings, prices) = (inputs.Ratios, inputs.Settings, inputs.Prices);
        var run = settings.FollowsLoad ? mean : peak;
        var api = load.Vehicles * load.HoursPerDay * settings.MapRequestsPerHour / SecondsPerDay;
        yield return Tasks("receivers", run.Frames * ratios.ReceiverCpuUs, settings.FewestTasks, settings, prices);
        yield return Tasks("workers", run.Frames * ratios.WorkerCpuUs, 1, settings, prices);
        yield return Tasks("map API", api * (settings.FollowsLoad ? 1 : load.PeakFactor) * ratios.ApiCpuUs, settings.FewestTasks, settings, prices);
        // A vehicle that sends once a minute connects anew each time.
        var units = Math.Max(mean.Frames * ratios.SentBytesPerFrame * 3600 / BytesPerGb, (mean.Posts + api) / 25) * 24;
        yield return new("Load balancer", "capacity", units, "unit hours", units * prices.BalancerUnitHour + 2 * 24 * prices.BalancerHour);
    }

    private static IEnumerable<CostItem> Publishing(FleetLoad load, CostInputs inputs)
    {
        var (settings, prices) = (inputs.Settings, inputs.Prices);
        yield return new("RDS", "published map, server", 24, "hours", 24 * prices.RdsHour);
        var kept = settings.Segments * settings.PublishedKib / KibPerGb;
        yield return new("RDS", "published map, kept", kept, "GB", kept * prices.RdsGbMonth / DaysPerMonth);
        var sent = load.Vehicles * load.HoursPerDay * settings.MapRequestsPerHour * settings.MapAnswerKib / KibPerGb;
        yield return new("Network", "the map to vehicles", sent, "GB", sent * prices.NetworkOutGb);
    }

    private static CostItem Tasks(string what, double cpuUsPerS, double fewest, PlatformSettings settings, PriceList prices)
    {
        var vcpus = Math.Max(fewest * settings.TaskVcpus, cpuUsPerS / 1e6 / settings.Utilisation);
        return new("Fargate", what, vcpus * 24, "vCPU hours", vcpus * 24 * (prices.FargateVcpuHour + settings.GibPerVcpu * prices.FargateGbHour));
    }
}
