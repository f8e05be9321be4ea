using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.DynamoDb;

namespace Telemetry.MapStore.Evidence;

/// <summary>
/// Evidence in DynamoDB: one table, an item per head (<c>k</c> = <c>h</c>) and per part (<c>k</c> = <c>p#</c> and its name) under the
/// grain's partition (<c>g</c>). A head that is not yet published carries <c>u</c>, its share of a sparse index, from which
/// the sweep reads what is left to publish without touching the rest.
/// </summary>
/// <param name="client">The client; the caller disposes of it.</param>
/// <param name="options">The table's name.</param>
/// <param name="time">For waiting until the table is made.</param>
public sealed class DynamoDbEvidenceStore(IAmazonDynamoDB client, DynamoDbOptions options, TimeProvider time) : IEvidenceStore
{
    private const string Grain = "g", Kind = "k", Revision = "r", Published = "p", State = "s", Part = "b", Unpublished = "u";
    private const string Head = "h", PartPrefix = "p#", UnpublishedIndex = "unpublished";

    /// <summary>Partitions of the index, so that no one of them takes all the writes.</summary>
    private const int Shares = 16;

    private const int ScanSegments = 4;

    private readonly DynamoDbTable _table = new(client, options.TableName("evidence"), "evidence store");

    /// <summary>Makes the table where it is missing. To be called once before the first use; any number of processes may do so at once.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">DynamoDB cannot be reached.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => _table.EnsureAsync(
        new CreateTableRequest
        {
            AttributeDefinitions =
            [
                new(Grain, ScalarAttributeType.S), new(Kind, ScalarAttributeType.S), new(Unpublished, ScalarAttributeType.S),
            ],
            KeySchema = [new(Grain, KeyType.HASH), new(Kind, KeyType.RANGE)],
            GlobalSecondaryIndexes =
            [
                new GlobalSecondaryIndex
                {
                    IndexName = UnpublishedIndex,
                    KeySchema = [new(Unpublished, KeyType.HASH), new(Grain, KeyType.RANGE)],
                    Projection = new Projection { ProjectionType = ProjectionType.KEYS_ONLY },
                },
            ],
        },
        time, cancellationToken);

    /// <inheritdoc/>
    public async Task<EvidenceHead?> LoadAsync(GrainId grain, CancellationToken cancellationToken)
    {
        var item = await _table.GetAsync(Key(grain, Head), cancellationToken).ConfigureAwait(false);
        return item is null ? null : ReadHead(item);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<GrainId, EvidenceHead>> LoadManyAsync(
        IReadOnlyCollection<GrainId> grains, CancellationToken cancellationToken)
    {
        var items = await _table.GetManyAsync(grains.Distinct().Select(grain => Key(grain, Head)), cancellationToken).ConfigureAwait(false);
        return items.Select(ReadHead).ToDictionary(head => head.Grain);
    }

    /// <inheritdoc/>
    public async Task<bool> TryPutAsync(EvidenceHead head, CancellationToken cancellationToken)
    {
        EvidenceLimits.Check(head.State, nameof(head));
        if (head.Revision == 1)
            return await _table.TryPutAsync(Item(head), $"attribute_not_exists({Grain})", null, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            var values = new Dictionary<string, AttributeValue>
            {
                [":before"] = Attributes.Of(head.Revision - 1),
                [":published"] = Attributes.Of(head.PublishedRevision),
            };
            if (await _table.TryPutAsync(
                    Item(head), $"{Revision} = :before AND {Published} <= :published", values, cancellationToken).ConfigureAwait(false))
                return true;
            var stored = await LoadAsync(head.Grain, cancellationToken).ConfigureAwait(false);
            if (stored is null || stored.Revision != head.Revision - 1)
                return false;
            // Only the published revision has moved since the caller loaded: not a conflict.
            head = head with { PublishedRevision = Math.Max(head.PublishedRevision, stored.PublishedRevision) };
        }
    }

    /// <inheritdoc/>
    public async Task MarkPublishedAsync(GrainId grain, long revision, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, AttributeValue> { [":revision"] = Attributes.Of(revision) };
        var key = Key(grain, Head);
        const string Behind = $"{Published} < :revision";
        if (!await _table.TryUpdateAsync(
                key, $"SET {Published} = :revision REMOVE {Unpublished}", $"{Revision} = :revision AND {Behind}", values,
                cancellationToken).ConfigureAwait(false))
            // The head has moved on, and that has not been published.
            await _table.TryUpdateAsync(
                key, $"SET {Published} = :revision", $"{Revision} > :revision AND {Behind}", values, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> LoadPartAsync(GrainId grain, string part, CancellationToken cancellationToken) =>
        (await _table.GetAsync(Key(grain, PartPrefix + part), cancellationToken).ConfigureAwait(false))?.Bytes(Part);

    /// <inheritdoc/>
    public Task PutPartAsync(GrainId grain, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        EvidenceLimits.Check(bytes, nameof(bytes));
        var item = Key(grain, PartPrefix + part);
        item[Part] = Attributes.Of(bytes);
        return _table.TryPutAsync(item, null, null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeletePartsAsync(GrainId grain, IReadOnlyList<string> parts, CancellationToken cancellationToken) =>
        _table.DeleteAsync(
            parts.Distinct(StringComparer.Ordinal).Select(part => Key(grain, PartPrefix + part)), cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteAsync(GrainId grain, CancellationToken cancellationToken)
    {
        // The head first: a deletion that breaks off leaves parts that nobody names, and is finished by the next one.
        await _table.TryDeleteAsync(Key(grain, Head), null, null, cancellationToken).ConfigureAwait(false);
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await _table.QueryAsync(
                new QueryRequest
                {
                    KeyConditionExpression = $"{Grain} = :grain AND begins_with({Kind}, :part)",
                    ExpressionAttributeValues = new() { [":grain"] = Attributes.Of(grain.ToString()), [":part"] = Attributes.Of(PartPrefix) },
                    ProjectionExpression = $"{Grain}, {Kind}",
                    ConsistentRead = true,
                    ExclusiveStartKey = from,
                },
                cancellationToken).ConfigureAwait(false);
            await _table.DeleteAsync(page.Items ?? [], cancellationToken).ConfigureAwait(false);
            from = page.LastEvaluatedKey;
        }
        while (from is { Count: > 0 });
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<EvidenceHead> ScanAsync(
        GrainKind kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var found = Channel.CreateBounded<EvidenceHead>(256);
        var scanning = ScanSegmentsAsync(kind, found.Writer, stop.Token);
        try
        {
            await foreach (var head in found.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return head;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await scanning.ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<GrainId> FindUnpublishedAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var share = 0; share < Shares; share++)
        {
            Dictionary<string, AttributeValue>? from = null;
            do
            {
                var page = await _table.QueryAsync(
                    new QueryRequest
                    {
                        IndexName = UnpublishedIndex,
                        KeyConditionExpression = $"{Unpublished} = :share",
                        ExpressionAttributeValues = new() { [":share"] = ShareName(share) },
                        ExclusiveStartKey = from,
                    },
                    cancellationToken).ConfigureAwait(false);
                foreach (var item in page.Items ?? [])
                    yield return ReadGrain(item);
                from = page.LastEvaluatedKey;
            }
            while (from is { Count: > 0 });
        }
    }

    private async Task ScanSegmentsAsync(GrainKind kind, ChannelWriter<EvidenceHead> found, CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(Enumerable.Range(0, ScanSegments).Select(ScanSegmentAsync)).ConfigureAwait(false);
            found.Complete();
        }
        catch (Exception fault)
        {
            // Thrown where the heads are read.
            found.Complete(fault);
        }

        async Task ScanSegmentAsync(int segment)
        {
            Dictionary<string, AttributeValue>? from = null;
            do
            {
                var page = await _table.ScanAsync(
                    new ScanRequest
                    {
                        Segment = segment,
                        TotalSegments = ScanSegments,
                        ConsistentRead = true,
                        FilterExpression = $"{Kind} = :head AND begins_with({Grain}, :kind)",
                        ExpressionAttributeValues = new()
                        {
                            [":head"] = Attributes.Of(Head),
                            [":kind"] = Attributes.Of(new GrainId(kind, 0).ToString()[..2]),
                        },
                        ExclusiveStartKey = from,
                    },
                    cancellationToken).ConfigureAwait(false);
                foreach (var item in page.Items ?? [])
                    await found.WriteAsync(ReadHead(item), cancellationToken).ConfigureAwait(false);
                from = page.LastEvaluatedKey;
            }
            while (from is { Count: > 0 });
        }
    }

    private static Dictionary<string, AttributeValue> Key(GrainId grain, string kind) => new()
    {
        [Grain] = Attributes.Of(grain.ToString()),
        [Kind] = Attributes.Of(kind),
    };

    private static Dictionary<string, AttributeValue> Item(EvidenceHead head)
    {
        var item = Key(head.Grain, Head);
        item[Revision] = Attributes.Of(head.Revision);
        item[Published] = Attributes.Of(head.PublishedRevision);
        item[State] = Attributes.Of(head.State);
        if (head.PublishedRevision < head.Revision)
            item[Unpublished] = ShareName((int)(head.Grain.Value % Shares));
        return item;
    }

    private static AttributeValue ShareName(int share) => Attributes.Of(share.ToString("x1", System.Globalization.CultureInfo.InvariantCulture));

    private static EvidenceHead ReadHead(Dictionary<string, AttributeValue> item) =>
        new(ReadGrain(item), item.Number(Revision), item.Number(Published), item.Bytes(State));

    private static GrainId ReadGrain(Dictionary<string, AttributeValue> item) =>
        GrainId.TryParse(item[Grain].S, out var grain)
            ? grain
            : throw new InvalidDataException($"'{item[Grain].S}' is no grain.");
}
