using Telemetry.AppHost.Services;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Contracts.Faults;
using Telemetry.Elasticity;

namespace Telemetry.AppHost.Scaling;

/// <summary>
/// Measures the load of a platform on this machine: how many items wait from the queues; how many frames come, how many an item
/// holds and how old the oldest is from what receiver and workers say at <c>/metrics</c>. Nothing is written for it.
/// </summary>
/// <remarks>
/// Items do not measure load: a chunk is what came within 250 ms, be it 50 frames or 5,000. What waits is therefore counted as items
/// times the frames of an item, as workers received them of late.
/// </remarks>
internal sealed class ServiceProbe(ServiceProcesses services, IReadOnlyList<IWorkQueue> lanes, TimeProvider time)
    : IScalingProbe, IDisposable
{
    private static readonly TimeSpan s_window = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly HttpClient _http = new() { Timeout = s_patience };
    private readonly FlowMeter _accepted = new(s_window);
    private readonly LaneFlow _live = new(WorkLane.Live, s_window);
    private readonly LaneFlow _bulk = new(WorkLane.Bulk, s_window);

    /// <inheritdoc/>
    public async Task<ScalingSample> MeasureAsync(CancellationToken cancellationToken)
    {
        var asked = services.Running.Where(service => service.Kind != ServiceKind.Api).ToList();
        var pages = Task.WhenAll(asked.Select(service => AskAsync(service, cancellationToken)));
        var depths = await DepthsAsync(cancellationToken);
        var answers = (await pages).OfType<(ServiceId Service, string Process, MetricsPage Page)>().ToList();
        var now = time.GetUtcNow();
        var receivers = answers.Where(answer => answer.Service.Kind == ServiceKind.Receiver).ToList();
        var workers = answers.Where(answer => answer.Service.Kind == ServiceKind.Worker).Select(answer => (answer.Process, answer.Page)).ToList();
        if (receivers.Count > 0)
            _accepted.Add(receivers.Select(answer => (answer.Process, answer.Page.SumOf("receiver_frames_accepted_total"))), now);
        return new ScalingSample(
            now,
            receivers.Count == 0 ? null : _accepted.PerSecond,
            _live.FramesOf(depths?.GetValueOrDefault(WorkLane.Live), workers, now),
            depths?.ContainsKey(WorkLane.Bulk) == false ? 0 : _bulk.FramesOf(depths?.GetValueOrDefault(WorkLane.Bulk), workers, now),
            AgeOf(depths?.GetValueOrDefault(WorkLane.Live), [.. workers.Select(worker => worker.Page)]));
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>
    /// Workers take items about in the order in which they came: the oldest is one that a worker holds. Items that wait while
    /// the workers hold none are younger than a poll.
    /// </summary>
    private static TimeSpan? AgeOf(QueueDepth? depth, IReadOnlyList<MetricsPage> workers)
    {
        if (depth == default(QueueDepth))
            return TimeSpan.Zero;
        var oldest = workers.Max(page => page.MaxOf("worker_oldest_age", LaneFlow.LabelOf(WorkLane.Live)));
        return workers.Count == 0 ? null : TimeSpan.FromSeconds(oldest ?? 0);
    }

    private async Task<Dictionary<WorkLane, QueueDepth>?> DepthsAsync(CancellationToken cancellationToken)
    {
        try
        {
            var depths = new Dictionary<WorkLane, QueueDepth>();
            foreach (var lane in lanes)
                depths[lane.Lane] = await lane.DepthAsync(cancellationToken);
            return depths;
        }
        catch (BackendUnavailableException)
        {
            return null;
        }
    }

    private async Task<(ServiceId Service, string Process, MetricsPage Page)?> AskAsync(ServiceId service, CancellationToken cancellationToken)
    {
        try
        {
            var process = $"{service}/{services.FindProcessId(service)}";
            return (service, process, MetricsPage.Parse(await _http.GetStringAsync(new Uri(services.UrlOf(service), "metrics"), cancellationToken)));
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
