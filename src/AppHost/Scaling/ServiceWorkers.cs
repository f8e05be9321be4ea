using System.Collections.Concurrent;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Scaling;

/// <summary>
/// Workers as processes on this machine. The lowest free number is started first, the highest taken away first, by SIGTERM: a
/// worker then finishes what it holds within its drain time. One that ended by itself or was killed counts no more.
/// </summary>
/// <param name="services">The processes; only their workers are touched.</param>
/// <param name="failed">Told what did not start or did not end in order, from any thread; must not throw.</param>
internal sealed class ServiceWorkers(ServiceProcesses services, Action<string> failed) : IWorkerPool
{
    private readonly ConcurrentDictionary<ServiceId, Task> _starting = new();
    private readonly ConcurrentDictionary<ServiceId, Task> _draining = new();

    /// <inheritdoc/>
    public WorkerCounts Counts
    {
        get
        {
            var running = Running().Count(worker => !_starting.ContainsKey(worker));
            return new WorkerCounts(running, _starting.Count, _draining.Count);
        }
    }

    /// <inheritdoc/>
    public void Start(int count)
    {
        var taken = Running().Concat(_starting.Keys).Concat(_draining.Keys).ToHashSet();
        foreach (var worker in Enumerable.Range(1, int.MaxValue).Select(ServiceId.Worker).Where(one => !taken.Contains(one)).Take(count))
            Track(_starting, worker, () => services.StartAsync(worker, CancellationToken.None));
    }

    /// <inheritdoc/>
    public void Drain(int count)
    {
        foreach (var worker in Running().OrderByDescending(one => one.Number).Take(count))
            Track(_draining, worker, () => DrainAsync(worker));
    }

    /// <summary>Waits until no worker starts or drains.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_starting.Values.Concat(_draining.Values)).WaitAsync(cancellationToken);

    private IEnumerable<ServiceId> Running() =>
        services.Running.Where(service => service.Kind == ServiceKind.Worker && !_draining.ContainsKey(service));

    private async Task DrainAsync(ServiceId worker)
    {
        // One that is still starting cannot be asked to end in order.
        if (_starting.TryGetValue(worker, out var started))
            await started;
        if (!await services.StopAsync(worker, CancellationToken.None))
            failed($"The {worker} did not finish what it held in time and was killed; its work comes back to the queue.");
    }

    private void Track(ConcurrentDictionary<ServiceId, Task> tasks, ServiceId worker, Func<Task> work)
    {
        // Registered before it can end, so that its end finds it.
        var begin = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        tasks[worker] = RunAsync();
        begin.SetResult();

        async Task RunAsync()
        {
            await begin.Task;
            try
            {
                await work();
            }
            catch (ServiceStartException exception)
            {
                failed(exception.Message);
            }
            finally
            {
                tasks.TryRemove(worker, out _);
            }
        }
    }
}
