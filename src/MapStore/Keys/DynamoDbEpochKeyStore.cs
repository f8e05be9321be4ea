using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Telemetry.MapStore.DynamoDb;

namespace Telemetry.MapStore.Keys;

/// <summary>
/// The epoch key in DynamoDB, in a table of its own, so that access to it can be granted apart. Leave point-in-time recovery
/// and backups of this table off: they would bring destroyed keys back.
/// </summary>
/// <param name="client">The client; the caller disposes of it.</param>
/// <param name="options">The table's name.</param>
/// <param name="time">For waiting until the table is made.</param>
public sealed class DynamoDbEpochKeyStore(IAmazonDynamoDB client, DynamoDbOptions options, TimeProvider time) : IEpochKeyStore
{
    private const string Name = "n", Epoch = "e", Key = "b", TheItem = "epoch";

    private readonly DynamoDbTable _table = new(client, options.TableName("keys"), "epoch key store");

    /// <summary>Makes the table where it is missing. To be called once before the first use; any number of processes may do so at once.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">DynamoDB cannot be reached.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken) => _table.EnsureAsync(
        new CreateTableRequest
        {
            AttributeDefinitions = [new(Name, ScalarAttributeType.S)],
            KeySchema = [new(Name, KeyType.HASH)],
        },
        time, cancellationToken);

    /// <inheritdoc/>
    public async Task<EpochKey?> LoadAsync(CancellationToken cancellationToken)
    {
        var item = await _table.GetAsync(new() { [Name] = Attributes.Of(TheItem) }, cancellationToken).ConfigureAwait(false);
        return item is null ? null : new EpochKey((int)item.Number(Epoch), item.Bytes(Key));
    }

    /// <inheritdoc/>
    public Task<bool> TrySaveAsync(EpochKey key, int? expectedEpoch, CancellationToken cancellationToken) =>
        _table.TryPutAsync(
            new()
            {
                [Name] = Attributes.Of(TheItem), [Epoch] = Attributes.Of(key.Epoch), [Key] = Attributes.Of(key.Key),
            },
            expectedEpoch is null ? $"attribute_not_exists({Name})" : $"{Epoch} = :expected",
            expectedEpoch is { } expected ? new() { [":expected"] = Attributes.Of(expected) } : null,
            cancellationToken);
}
