using Telemetry.AppHost.Platforms;
using Telemetry.AppHost.Recording;
using Telemetry.Contracts.Client;
using Telemetry.Contracts.MapFeed;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.FleetSimulator.Recording;
using Telemetry.FleetSimulator.Trips;
using Telemetry.FleetSimulator.Uploads;
using Telemetry.FleetSimulator.World;

namespace Telemetry.AppHost.Demo;

/// <summary>
/// The main job: vehicles drive on a true world, the platform learns it from what they send, and what it serves is held
/// against the truth. The platform knows the perturbed base map only; the truth is read for the comparison alone.
/// </summary>
internal sealed class DemoRun(DemoOptions options, IPlatform platform, SimulatedWorld world, TimeProvider time)
{
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_watchEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_drainAtMost = TimeSpan.FromMinutes(3);

    private readonly WorldComparison _comparison = new(world);
    private readonly DeliveryCounts _deliveries = new();
    private readonly Lock _fleet = new();
    private long _startedAt;

    /// <summary>Drives, drains and compares.</summary>
    /// <param name="show">Told how it stands, about twice a second; called by one thread at a time.</param>
    /// <param name="cancellationToken">Ends the run early, without a report.</param>
    public async Task<DemoReport> RunAsync(Action<DemoState> show, CancellationToken cancellationToken)
    {
        using var mapHttp = new HttpClient { BaseAddress = platform.MapApi };
        var watch = new MapWatch(new ChangeFeedClient(mapHttp));
        await watch.CatchUpAsync(cancellationToken);
        var fleet = CreateFleet();
        _startedAt = time.GetTimestamp();

        using var stopWatching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watching = WatchAsync(watch, fleet, show, stopWatching.Token);
        var driven = await DriveAsync(fleet, cancellationToken);
        var status = await new Drain(platform.Backends, time).WaitAsync(s_drainAtMost, progress: null, cancellationToken);
        await stopWatching.CancelAsync();
        await watching;
        await watch.CatchUpAsync(cancellationToken);
        show(Describe(watch, fleet, DemoPhase.Done));
        return new DemoReport
        {
            Frames = DemoReport.FrameCounts.Of(status.Frames),
            BooksBalance = status.BooksBalance,
            Limits = Score(watch, fleet),
            FreshnessMs = watch.Freshness.Read(),
            FramesPerS = Math.Round(status.Frames.Accepted / driven.TotalSeconds, 1),
            Vehicles = options.Vehicles,
            Seconds = Math.Round(time.GetElapsedTime(_startedAt).TotalSeconds, 1),
            Retries = _deliveries.Retries,
            Refused = _deliveries.Refused,
            MapSha256 = status.MapSha256,
        };
    }

    private Fleet CreateFleet() => Fleet.Create(world, new FleetOptions
    {
        Vehicles = options.Vehicles,
        Seed = options.Seed,
        StartUtc = EventStart,
        // A run is too short to wait for the evening.
        Trips = TripMix.OnlyTaxis,
    });

    /// <summary>Chosen so that event time ends when the run does, in whole seconds.</summary>
    private DateTimeOffset EventStart
    {
        get
        {
            var start = time.GetUtcNow() + options.Duration - options.EventTime;
            return new DateTimeOffset(start.Ticks - start.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
        }
    }

    private async Task<TimeSpan> DriveAsync(Fleet fleet, CancellationToken cancellationToken)
    {
        using var http = new HttpClient(CreateHandler()) { BaseAddress = platform.Receiver };
        await using var client = new TelemetryClient(
            http,
            new MemoryOutbox(maxMessages: 200_000, maxBytes: 1L << 30),
            new TelemetryClientOptions { Token = platform.Token, MaxConcurrentPosts = 4, MaxDelay = TimeSpan.FromSeconds(2) },
            time);
        client.Delivered += _deliveries.Note;
        client.Start();
        var eventStart = fleet.Time;
        TimeSpan elapsed;
        while ((elapsed = time.GetElapsedTime(_startedAt)) < options.Duration)
        {
            await SendAsync(client, fleet, eventStart + elapsed * options.Speedup, cancellationToken);
            await Task.Delay(s_step, time, cancellationToken);
        }

        await SendAsync(client, fleet, eventStart + options.EventTime, cancellationToken);
        await EnqueueAsync(client, Locked(fleet.Finish), cancellationToken);
        if (!await client.FlushAsync(cancellationToken))
            throw new InvalidOperationException($"The receiver refused the demo's token: {_deliveries.LastProblem}");
        var driven = time.GetElapsedTime(_startedAt);
        await client.StopAsync(cancellationToken);
        return driven;
    }

    private Task SendAsync(TelemetryClient client, Fleet fleet, DateTimeOffset until, CancellationToken cancellationToken) =>
        EnqueueAsync(client, Locked(() => fleet.AdvanceTo(until)), cancellationToken);

    private static async Task EnqueueAsync(
        TelemetryClient client, IReadOnlyList<FrameMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            await client.EnqueueAsync(message, cancellationToken);
    }

    private HttpMessageHandler CreateHandler()
    {
        var sockets = new SocketsHttpHandler();
        return options.Record is null
            ? sockets
            : new RecordingHandler(new BodyRecording(options.Record.FullName)) { InnerHandler = sockets };
    }

    private async Task WatchAsync(MapWatch watch, Fleet fleet, Action<DemoState> show, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(s_watchEvery, time, cancellationToken);
                var phase = time.GetElapsedTime(_startedAt) < options.Duration ? DemoPhase.Driving : DemoPhase.Draining;
                try
                {
                    await watch.CatchUpAsync(cancellationToken);
                }
                catch (HttpRequestException)
                {
                    phase = DemoPhase.MapUnreadable;
                }

                show(Locked(() => Describe(watch, fleet, phase)));
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }

    private DemoState Describe(MapWatch watch, Fleet fleet, DemoPhase phase) => new(
        phase, time.GetElapsedTime(_startedAt), fleet.Time, fleet.Frames, _deliveries.Messages, _deliveries.Retries,
        watch.Learned, Score(watch, fleet), watch.Freshness.Read());

    private LimitScore Score(MapWatch watch, Fleet fleet) =>
        _comparison.Compare(watch.Limits, fleet.Passes);

    /// <summary>The fleet is driven by one task and looked at by another.</summary>
    private T Locked<T>(Func<T> read)
    {
        lock (_fleet)
            return read();
    }
}
