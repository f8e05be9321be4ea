using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Driving.Signs;
using Telemetry.FleetSimulator.Solo;
using Telemetry.LearningEvaluation.Platform;
using Telemetry.LearningEvaluation.Worlds;

namespace Telemetry.LearningEvaluation;

/// <summary>One world, driven and learned: everything that judges may look at.</summary>
public sealed class LearningRun
{
    private const int AcrossVia = 1;
    private const int NearVia = 3;
    private const double NearLegM = 1000;

    private LearningRun(LearningWorld world, LearningOptions options, ulong seed)
    {
        (World, Options, Seed) = (world, options, seed);
        var simulated = world.Simulated;
        Platform = new LearningPlatform(simulated.BaseMap, options.Fusion, seed, simulated.TurnRestrictions);
        Passes = new PassLog(world.Truth);
        Votes = new VoteLog(world.BaseMap);
        if (options.WithTrueMatch)
            TrueMatched = new LearningPlatform(simulated.BaseMap, options.Fusion, seed, simulated.TurnRestrictions);
    }

    /// <summary>The world.</summary>
    public LearningWorld World { get; }

    /// <summary>What it was run with.</summary>
    public LearningOptions Options { get; }

    /// <summary>Every chance of it.</summary>
    public ulong Seed { get; }

    /// <summary>What the platform learned.</summary>
    public LearningPlatform Platform { get; }

    /// <summary>What it would have learned with perfect matching; null where that was not asked for.</summary>
    public LearningPlatform? TrueMatched { get; }

    /// <summary>What was truly driven.</summary>
    public PassLog Passes { get; }

    /// <summary>What the platform's contributions said of limits, for diagnosis.</summary>
    public VoteLog Votes { get; }

    /// <summary>The signs as they stood at the end.</summary>
    public IReadOnlyList<PlacedSign> Signs { get; private set; } = [];

    /// <summary>Directed edges of the truth that can be driven.</summary>
    public IReadOnlyList<int> DrivableEdges { get; private set; } = [];

    /// <summary>Drives driven.</summary>
    public int Drives { get; private set; }

    /// <summary>Frames sent, context counted once.</summary>
    public long Frames { get; private set; }

    /// <summary>When the last drive set out.</summary>
    public DateTimeOffset EndUtc { get; private set; }

    /// <summary>Drives until the mean of complete passes is reached, and learns.</summary>
    /// <param name="world">The world.</param>
    /// <param name="options">How.</param>
    /// <param name="seed">Every chance of drives and sensors.</param>
    /// <param name="progress">Told the share done, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static LearningRun Execute(
        LearningWorld world, LearningOptions options, ulong seed, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(options);
        var run = new LearningRun(world, options, seed);
        run.Drive(progress, cancellationToken);
        return run;
    }

    private void Drive(IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (via, legM) = Options.Routes == LearningRoutes.Near ? (NearVia, NearLegM) : (AcrossVia, double.PositiveInfinity);
        var drives = new SoloDrives(World.Simulated, new FleetOptions
        {
            Vehicles = 1, Seed = Seed, StartUtc = Options.StartUtc, FleetId = "learning",
            SensorErrors = Options.SensorErrors, SignErrors = Options.SignErrors,
        }, via, legM);
        var trueMatch = TrueMatched is null ? null : new TrueMatch(World.Truth, World.BaseMap);
        DrivableEdges = drives.Drivable;
        var enough = Options.Passes * DrivableEdges.Count;
        while (Passes.Total < enough)
        {
            cancellationToken.ThrowIfCancellationRequested();

            // The drives are spread as passes come together: how many there will be is not known before.
            EndUtc = Options.StartUtc + Options.Spread * (Passes.Total / enough);
            if (drives.Next(EndUtc) is not { } drive)
                continue;
            Learn(drive, trueMatch);
            progress?.Report(Math.Min(1, Passes.Total / enough));
        }

        Signs = [.. drives.Signs];
    }

    private void Learn(SoloDrive drive, TrueMatch? trueMatch)
    {
        Passes.Add(drive);
        Drives++;
        foreach (var message in drive.Messages)
        {
            Frames += message.Frames.Count - message.ContextFrames;
            Votes.Add(Platform.Apply(message));
            if (trueMatch is not null)
                TrueMatched!.Apply(message, trueMatch.Match(drive, message));
        }
    }
}
