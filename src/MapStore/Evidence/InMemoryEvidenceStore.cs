using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>The evidence of the embedded profile. Forgets everything when the process ends.</summary>
public sealed class InMemoryEvidenceStore : IEvidenceStore
{
    private readonly ConcurrentDictionary<GrainId, EvidenceHead> _heads = new();
    private readonly ConcurrentDictionary<(GrainId Grain, string Part), ReadOnlyMemory<byte>> _parts = new();

    /// <inheritdoc/>
    public Task<EvidenceHead?> LoadAsync(GrainId grain, CancellationToken cancellationToken) =>
        Task.FromResult(_heads.GetValueOrDefault(grain));

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<GrainId, EvidenceHead>> LoadManyAsync(
        IReadOnlyCollection<GrainId> grains, CancellationToken cancellationToken)
    {
        var heads = new Dictionary<GrainId, EvidenceHead>(grains.Count);
        foreach (var grain in grains)
            if (_heads.TryGetValue(grain, out var head))
                heads[grain] = head;
        return Task.FromResult<IReadOnlyDictionary<GrainId, EvidenceHead>>(heads);
    }

    /// <inheritdoc/>
    public Task<bool> TryPutAsync(EvidenceHead head, CancellationToken cancellationToken)
    {
        EvidenceLimits.Check(head.State, nameof(head));
        var copy = head with { State = head.State.ToArray() };
        while (true)
        {
            if (!_heads.TryGetValue(head.Grain, out var stored))
                return Task.FromResult(head.Revision == 1 && _heads.TryAdd(head.Grain, copy));
            if (stored.Revision != head.Revision - 1)
                return Task.FromResult(false);
            // Fails also where another thread marked the same revision published meanwhile: look again.
            var published = Math.Max(head.PublishedRevision, stored.PublishedRevision);
            if (_heads.TryUpdate(head.Grain, copy with { PublishedRevision = published }, stored))
                return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task MarkPublishedAsync(GrainId grain, long revision, CancellationToken cancellationToken)
    {
        while (_heads.TryGetValue(grain, out var head) && head.PublishedRevision < revision && revision <= head.Revision)
        {
            if (_heads.TryUpdate(grain, head with { PublishedRevision = revision }, head))
                break;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> LoadPartAsync(GrainId grain, string part, CancellationToken cancellationToken) =>
        Task.FromResult(_parts.TryGetValue((grain, part), out var bytes) ? bytes : (ReadOnlyMemory<byte>?)null);

    /// <inheritdoc/>
    public Task PutPartAsync(GrainId grain, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        EvidenceLimits.Check(bytes, nameof(bytes));
        _parts[(grain, part)] = bytes.ToArray();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeletePartsAsync(GrainId grain, IReadOnlyList<string> parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
            _parts.TryRemove((grain, part), out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(GrainId grain, CancellationToken cancellationToken)
    {
        _heads.TryRemove(grain, out _);
        foreach (var key in _parts.Keys.Where(key => key.Grain == grain))
            _parts.TryRemove(key, out _);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceHead> ScanAsync(
        GrainKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var head in _heads.Values.Where(head => head.Grain.Kind == kind))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return head;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<GrainId> FindUnpublishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        foreach (var head in _heads.Values.Where(head => head.PublishedRevision < head.Revision))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return head.Grain;
        }
    }
}
