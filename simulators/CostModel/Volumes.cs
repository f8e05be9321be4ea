namespace Telemetry.CostModel;

/// <summary>What a rate of frames makes happen in a second. Pure.</summary>
public sealed record Volumes
{
    /// <summary>New frames.</summary>
    public required double Frames { get; init; }

    /// <summary>Posts.</summary>
    public required double Posts { get; init; }

    /// <summary>Tasks of the receiver that run.</summary>
    public required double Receivers { get; init; }

    /// <summary>Tasks of the worker that run.</summary>
    public required double Workers { get; init; }

    /// <summary>Chunks: as many objects, ledger entries and work items.</summary>
    public required double Chunks { get; init; }

    /// <summary>Bytes of chunks.</summary>
    public required double ChunkBytes { get; init; }

    /// <summary>Contributions to grains.</summary>
    public required double Contributions { get; init; }

    /// <summary>Writes of grains.</summary>
    public required double Puts { get; init; }

    /// <summary>Write units of the ledger: an entry opened and one transition, a kilobyte for about 40 messages' lines.</summary>
    public required double LedgerWrites { get; init; }

    /// <summary>Facts published.</summary>
    public required double Facts { get; init; }

    /// <summary>Contributions to the busiest segment.</summary>
    public required double BusiestContributions { get; init; }

    /// <summary>Writes of the busiest segment.</summary>
    public required double BusiestPuts { get; init; }

    private const double LinesPerKib = 40;

    /// <summary>The volumes at a rate.</summary>
    /// <param name="framesPerS">New frames in a second, over 0.</param>
    /// <param name="fleetShare">The fleet's share of all vehicles on its roads.</param>
    /// <param name="inputs">What they follow from.</param>
    public static Volumes At(double framesPerS, double fleetShare, CostInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var (ratios, settings) = (inputs.Ratios, inputs.Settings);
        var messages = framesPerS / ratios.NewFramesPerMessage;
        var posts = messages / ratios.MessagesPerPost;
        var chunkBytes = messages * ratios.FramesPerMessage * ratios.ChunkBytesPerFrame;
        var receivers = Tasks(framesPerS * ratios.ReceiverCpuUs / 1e6, settings.FewestTasks, settings);
        var workers = Tasks(framesPerS * ratios.WorkerCpuUs / 1e6, 1, settings);
        var chunks = settings.CommitWindowS <= 0
            ? posts
            // Windows that hold a post at all, or as many chunks as the bytes fill.
            : Math.Max(
                Gathered(posts / receivers, settings.CommitWindowS) * receivers, chunkBytes / settings.ChunkBytes);
        var contributions = framesPerS * ratios.ContributionsPerFrame;
        var writers = Writers(receivers, workers, settings);
        var busiest = Math.Min(
            settings.BusiestPassesPerS * Math.Min(1, fleetShare),
            contributions);
        var puts = settings.Traffic.Sum(roads =>
        {
            var segments = settings.Segments * roads.OfSegments;
            return segments * PutsOf(contributions * roads.OfPasses / segments, writers, settings);
        });
        return new Volumes
        {
            Frames = framesPerS,
            Posts = posts,
            Receivers = receivers,
            Workers = workers,
            Chunks = chunks,
            ChunkBytes = chunkBytes,
            Contributions = contributions,
            Puts = puts,
            LedgerWrites = 2 * Math.Max(chunks, messages / LinesPerKib),
            Facts = puts * ratios.FactsPerPut,
            BusiestContributions = busiest,
            BusiestPuts = PutsOf(busiest, writers, settings),
        };
    }

    private static double Tasks(double vcpus, double fewest, PlatformSettings settings) =>
        Math.Max(fewest, Math.Ceiling(vcpus / settings.Utilisation / settings.TaskVcpus));

    // Workers among which the contributions to one grain of a flush window are spread. By neighbourhood, a receiver puts what it has of a
    // window of its own into one chunk, which one worker takes.
    private static double Writers(double receivers, double workers, PlatformSettings settings) => settings.GroupsByNeighbourhood
        ? Math.Min(workers, receivers * Math.Max(1, settings.FlushWindowS / Math.Max(settings.CommitWindowS, 0.001)))
        : workers;

    // Each writer writes a grain once in a window in which anything came for it.
    private static double PutsOf(double contributions, double writers, PlatformSettings settings) => settings.FlushWindowS <= 0
        ? contributions
        : writers * Gathered(contributions / writers, settings.FlushWindowS);

    // Windows in a second that hold at least one arrival, where arrivals are independent (Poisson). Where hardly any comes, 1 - e^-x would
    // lose all its digits: the first terms of its series keep them.
    private static double Gathered(double perS, double windowS)
    {
        const double Few = 1e-5;
        var expected = perS * windowS;
        var share = expected < Few ? expected * (1 - expected / 2 + expected * expected / 6) : 1 - Math.Exp(-expected);
        return share / windowS;
    }
}
