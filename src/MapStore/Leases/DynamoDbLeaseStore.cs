using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Telemetry.MapStore.DynamoDb;

namespace Telemetry.MapStore.Leases;

/// <summary>Leases in DynamoDB: an item per name with its owner (<c>o</c>) and the end in Unix milliseconds (<c>e</c>).</summary>
/// <param name="client">The client; the caller disposes of it.</param>
/// <param name="options">The table's name.</param>
/// <param name="time">For waiting until the table is made.</param>
public sealed class DynamoDbLeaseStore(IAmazonDynamoDB client, DynamoDbOptions options, TimeProvider time) : ILeaseStore
{
    private const string Name = "n", Owner = "o", End = "e";

    private readonly DynamoDbTable _table = new(client, options.TableName("leases"), "lease store");

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
    public Task<bool> TryAcquireAsync(
        string name, string owner, DateTimeOffset now, TimeSpan duration, CancellationToken cancellationToken) =>
        _table.TryPutAsync(
            new()
            {
                [Name] = Attributes.Of(name),
                [Owner] = Attributes.Of(owner),
                [End] = Attributes.Of((now + duration).ToUnixTimeMilliseconds()),
            },
            $"attribute_not_exists({Name}) OR {Owner} = :owner OR {End} <= :now",
            new() { [":owner"] = Attributes.Of(owner), [":now"] = Attributes.Of(now.ToUnixTimeMilliseconds()) },
            cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseAsync(string name, string owner, CancellationToken cancellationToken) =>
        _table.TryDeleteAsync(
            new() { [Name] = Attributes.Of(name) }, $"{Owner} = :owner", new() { [":owner"] = Attributes.Of(owner) },
            cancellationToken);
}
