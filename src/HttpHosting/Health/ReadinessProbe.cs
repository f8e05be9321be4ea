using Microsoft.Extensions.Hosting;

namespace Telemetry.HttpHosting.Health;

/// <summary>
/// Runs the readiness checks together and keeps the answer for a second, so that probing costs the stores next to nothing.
/// Safe for use by many threads.
/// </summary>
internal sealed class ReadinessProbe(
    IEnumerable<IReadinessCheck> checks, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan KeepFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly IReadinessCheck[] _checks = [.. checks];
    private readonly SemaphoreSlim _one = new(1);
    private (long At, IReadOnlyList<ReadinessFault> Faults)? _last;

    /// <summary>True once the host has begun to stop: it finishes what it holds and wants nothing new.</summary>
    public bool Draining => lifetime.ApplicationStopping.IsCancellationRequested;

    /// <summary>What is not reachable, in the order of registration; empty where the host is ready.</summary>
    public async Task<IReadOnlyList<ReadinessFault>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is { } last && time.GetElapsedTime(last.At) < KeepFor)
                return last.Faults;
            var faults = await Task.WhenAll(_checks.Select(check => RunAsync(check, cancellationToken)));
            var found = faults.OfType<ReadinessFault>().ToArray();
            _last = (time.GetTimestamp(), found);
            return found;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<ReadinessFault?> RunAsync(IReadinessCheck check, CancellationToken cancellationToken)
    {
        try
        {
            await check.CheckAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return null;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            return new ReadinessFault(check.Name, fault.Message);
        }
    }
}
