using System.Globalization;
using System.Runtime.InteropServices;
using Amazon.S3;
using Amazon.S3.Model;
using Telemetry.Aws;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Base maps in S3: <c>cells/{number}/{cell}</c> and <c>manifests/{number}</c>, the number with ten digits, so that the manifests'
/// listing is short and in order.
/// </summary>
/// <param name="client">The client; the caller disposes of it.</param>
/// <param name="options">The bucket.</param>
public sealed class S3BaseMapStore(IAmazonS3 client, S3BaseMapOptions options) : IBaseMapStore
{
    private const string Backend = "base-map store", ManifestPrefix = "manifests/";

    /// <summary>Makes the bucket where it is missing. To be called once before the first use; any number of processes may do so at once.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">S3 cannot be reached.</exception>
    public Task PrepareAsync(CancellationToken cancellationToken)
    {
        return RunAsync(MakeAsync, cancellationToken);

        async Task<bool> MakeAsync()
        {
            try
            {
                await client.PutBucketAsync(options.Bucket, cancellationToken).ConfigureAwait(false);
                return true;
            }
            catch (AmazonS3Exception fault) when (fault.ErrorCode == "BucketAlreadyOwnedByYou")
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public Task PutCellAsync(long baseMap, CellId cell, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        PutAsync(CellKey(baseMap, cell), bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetCellAsync(long baseMap, CellId cell, CancellationToken cancellationToken) =>
        GetAsync(CellKey(baseMap, cell), cancellationToken);

    /// <inheritdoc/>
    public Task PutManifestAsync(long baseMap, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        PutAsync(ManifestPrefix + Digits(baseMap), bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetManifestAsync(long baseMap, CancellationToken cancellationToken) =>
        GetAsync(ManifestPrefix + Digits(baseMap), cancellationToken);

    /// <inheritdoc/>
    public async Task<long?> FindNewestAsync(CancellationToken cancellationToken)
    {
        long? newest = null;
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = ManifestPrefix };
        do
        {
            var page = await RunAsync(() => client.ListObjectsV2Async(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var found in page.S3Objects ?? [])
                newest = long.Parse(found.Key.AsSpan(ManifestPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
        return newest;
    }

    private async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var array = MemoryMarshal.TryGetArray(bytes, out var segment) ? segment : new ArraySegment<byte>(bytes.ToArray());
        using var content = new MemoryStream(array.Array!, array.Offset, array.Count, writable: false);
        var request = new PutObjectRequest { BucketName = options.Bucket, Key = key, InputStream = content };
        await RunAsync(() => client.PutObjectAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(DownloadAsync, cancellationToken).ConfigureAwait(false);
        }
        catch (AmazonS3Exception fault) when (fault.ErrorCode == "NoSuchKey")
        {
            return null;
        }

        async Task<byte[]> DownloadAsync()
        {
            using var response = await client.GetObjectAsync(options.Bucket, key, cancellationToken).ConfigureAwait(false);
            using var bytes = new MemoryStream((int)response.ContentLength);
            await response.ResponseStream.CopyToAsync(bytes, cancellationToken).ConfigureAwait(false);
            return bytes.Length == bytes.Capacity ? bytes.GetBuffer() : bytes.ToArray();
        }
    }

    private static Task<T> RunAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(Backend, call, cancellationToken);

    private static string CellKey(long baseMap, CellId cell) => $"cells/{Digits(baseMap)}/{cell}";

    private static string Digits(long baseMap) => baseMap.ToString("D10", CultureInfo.InvariantCulture);
}
