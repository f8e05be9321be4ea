using Microsoft.Extensions.Options;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Faults;
using Telemetry.MapFusion.Facts;
using Telemetry.MapStore.BaseMaps;
using Telemetry.Receiver.Options;

namespace Telemetry.Receiver.Intake;

/// <summary>
/// The base map and model that chunks are to be worked on with. The store is asked once in a while; what it said last holds while it
/// cannot be reached, because a base map changes only after a drain. Safe for use by many threads.
/// </summary>
internal sealed class VersionsInForce(IBaseMapStore baseMaps, IOptions<ReceiverOptions> options, TimeProvider time)
{
    private readonly SemaphoreSlim _one = new(1);
    private Known? _known;

    private sealed record Known(long BaseMap, long At);

    /// <summary>What was last known.</summary>
    /// <exception cref="BackendUnavailableException">Nothing is known yet.</exception>
    public ChunkVersions Current => _known is { } known ? new ChunkVersions(known.BaseMap, Model) : throw NoBaseMap();

    private static int Model => FusionModel.Version;

    /// <summary>Makes sure that a base map is known, and asks again where it was long ago.</summary>
    /// <exception cref="BackendUnavailableException">None is known and the store cannot be reached or has none.</exception>
    public ValueTask EnsureAsync(CancellationToken cancellationToken) =>
        _known is { } known && time.GetElapsedTime(known.At) < options.Value.BaseMapKeptFor
            ? ValueTask.CompletedTask
            : new ValueTask(AskAsync(cancellationToken));

    private async Task AskAsync(CancellationToken cancellationToken)
    {
        // Where something is known, one asks and the others go on with that.
        if (_known is null)
            await _one.WaitAsync(cancellationToken);
        else if (!await _one.WaitAsync(TimeSpan.Zero, cancellationToken))
            return;
        try
        {
            var newest = await baseMaps.FindNewestAsync(cancellationToken) ?? _known?.BaseMap ?? throw NoBaseMap();
            _known = new Known(newest, time.GetTimestamp());
        }
        catch (BackendUnavailableException) when (_known is not null)
        {
            _known = _known with { At = time.GetTimestamp() };
        }
        finally
        {
            _one.Release();
        }
    }

    private static BackendUnavailableException NoBaseMap() =>
        new("base-map store", new InvalidOperationException("There is no base map yet."));
}
