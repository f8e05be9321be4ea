using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Services;
using Telemetry.FleetSimulator.Town;
using Telemetry.FleetSimulator.World;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Profiles;
using Telemetry.LoadTest.Traffic;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>A throwaway platform on the local stack with a generated town, and steady load for it. For one study.</summary>
internal sealed class StudyPlatform : IAsyncDisposable
{
    // A steady profile is two workers' load, whatever a worker is.
    private const double WorkersOfSteady = 2;
    private const int Drives = 24;
    private static readonly TimeSpan s_longestDrain = TimeSpan.FromMinutes(3);

    private readonly SimulatedWorld _world;
    private readonly ulong _seed;
    private int _sources;

    private StudyPlatform(LocalPlatform platform, SimulatedWorld world, ulong seed) =>
        (Platform, _world, _seed) = (platform, world, seed);

    public LocalPlatform Platform { get; }

    public ServiceProcesses Services => Platform.Services;

    /// <summary>Starts one.</summary>
    /// <param name="workers">Workers to start with; 0 or more.</param>
    /// <param name="seed">The town and every chance follow from it.</param>
    /// <param name="settings">Of the services, as their environment has them.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<StudyPlatform> StartAsync(
        int workers, ulong seed, IReadOnlyDictionary<string, string> settings, VerbProgress progress, CancellationToken cancellationToken)
    {
        var source = ImportedRoads.Of(GeneratedTown.Create(seed));
        var world = SimulatedWorld.Create(source, new WorldPerturbation(), seed);
        var platform = await LocalPlatform.CreateAsync(workers, progress, cancellationToken, settings);
        try
        {
            await platform.StartAsync(
                ImportedRoads.Of(world.BaseMap) with { TurnRestrictions = source.TurnRestrictions }, "generated town", progress, cancellationToken);
            return new StudyPlatform(platform, world, seed);
        }
        catch
        {
            await platform.DisposeAsync();
            throw;
        }
    }

    /// <summary>Steady load of a fleet, from the begin of the study on.</summary>
    public LoadSource Steady(string fleet, double framesPerS, TimeSpan duration, DateTimeOffset startUtc, CancellationToken cancellationToken)
    {
        var profile = LoadProfiles.Create(
            LoadProfiles.Steady, new LoadProfileOptions { WorkerCapFramesPerS = framesPerS / WorkersOfSteady, Duration = duration });
        var seed = _seed + (ulong)++_sources;
        var pool = DrivePool.Create(_world, Drives, seed, startUtc, cancellationToken);
        return new LoadSource(profile, pool, fleet, $"study-{_sources}", startUtc, seed);
    }

    /// <summary>Posts load at its times; returns once all of it is answered.</summary>
    /// <returns>What was acknowledged, in frames.</returns>
    public async Task<long> PostAsync(LoadSource source, long begin, CancellationToken cancellationToken)
    {
        using var poster = new ReceiverPoster(Platform.Receiver, Platform.Token, TimeProvider.System);
        var tally = new PostTally();
        await new OpenLoop(poster, tally, new OpenLoopOptions(), TimeProvider.System)
            .RunAsync(source.BuildAhead(cancellationToken), begin, cancellationToken);
        return tally.Read().AcknowledgedFrames;
    }

    /// <summary>Frames accepted and not applied yet.</summary>
    public async Task<long> InFlightAsync(CancellationToken cancellationToken) =>
        (await Platform.Backends.Ledger.SumAsync(cancellationToken)).Frames.InFlight;

    /// <summary>Waits until all is applied; says whether the books balance with nothing lost.</summary>
    public async Task<StudyBooks> CloseAsync(VerbProgress progress, CancellationToken cancellationToken)
    {
        var drained = await new Drain(Platform.Backends, TimeProvider.System).WaitAsync(s_longestDrain, progress, cancellationToken);
        return new StudyBooks(drained.Frames.Accepted, drained.Frames.InFlight, drained.Frames.Dead, drained.BooksBalance);
    }

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}
