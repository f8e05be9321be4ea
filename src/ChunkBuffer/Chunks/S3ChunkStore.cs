using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Telemetry.Aws;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// Keeps chunks as objects <c>chunks/yyyy/MM/dd/HH/id</c> of a bucket, which deletes them after 7 days by its lifecycle
/// rule where the server has those. Chunks that are past that age are not read even where the object is still there.
/// </summary>
public sealed class S3ChunkStore : IChunkStore
{
    private const string Backend = "chunk store";
    private const string Prefix = "chunks/";

    private readonly IAmazonS3 _s3;
    private readonly string _bucket;
    private readonly TimeProvider _time;

    private S3ChunkStore(IAmazonS3 s3, string bucket, TimeProvider time)
    {
        _s3 = s3;
        _bucket = bucket;
        _time = time;
    }

    /// <summary>Makes the bucket and its rule where they are absent.</summary>
    /// <param name="s3">The client; stays the caller's.</param>
    /// <param name="bucket">The bucket's name, for example <c>telemetry-chunks</c>; on AWS unique in the world.</param>
    /// <param name="time">The clock that chunks expire by.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">S3 cannot be reached or refuses.</exception>
    public static async Task<S3ChunkStore> CreateAsync(
        IAmazonS3 s3, string bucket, TimeProvider time, CancellationToken cancellationToken)
    {
        var store = new S3ChunkStore(s3, bucket, time);
        await AwsCall.RunAsync(Backend, () => store.EnsureBucketAsync(cancellationToken), cancellationToken);
        return store;
    }

    /// <inheritdoc/>
    public Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(Backend, () => PutObjectAsync(id, chunk, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken) =>
        ChunkExpiry.IsOver(id.CreatedAt, _time.GetUtcNow())
            ? Task.FromResult<ReadOnlyMemory<byte>?>(null)
            : AwsCall.RunAsync(Backend, () => GetObjectAsync(id, cancellationToken), cancellationToken);

    private static string KeyOf(ChunkId id) => Prefix + ChunkKey.Of(id);

    private async Task<PutObjectResponse> PutObjectAsync(
        ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(chunk.ToArray(), writable: false);
        return await _s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = _bucket,
                Key = KeyOf(id),
                InputStream = stream,
                ContentType = "application/octet-stream",
                // Sent in one piece: the signature covers the whole body, and servers need no chunked uploads.
                UseChunkEncoding = false,
            },
            cancellationToken);
    }

    private async Task<ReadOnlyMemory<byte>?> GetObjectAsync(ChunkId id, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _s3.GetObjectAsync(_bucket, KeyOf(id), cancellationToken);
            using var bytes = new MemoryStream((int)response.ContentLength);
            await response.ResponseStream.CopyToAsync(bytes, cancellationToken);
            return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
        }
        catch (AmazonS3Exception e) when (AwsCall.CodeOf(e) == "NoSuchKey")
        {
            return null;
        }
    }

    private async Task<bool> EnsureBucketAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _s3.PutBucketAsync(new PutBucketRequest { BucketName = _bucket }, cancellationToken);
        }
        catch (AmazonS3Exception e) when (AwsCall.CodeOf(e) is "BucketAlreadyOwnedByYou")
        {
            // Another process made it, or an earlier start.
        }

        try
        {
            await _s3.PutLifecycleConfigurationAsync(Expiry(), cancellationToken);
        }
        catch (AmazonServiceException e) when (AwsCall.CodeOf(e) == "NotImplemented")
        {
            // A local server without rules: reading goes by the chunk's age anyway.
        }

        return true;
    }

    private PutLifecycleConfigurationRequest Expiry() => new()
    {
        BucketName = _bucket,
        Configuration = new LifecycleConfiguration
        {
            Rules =
            [
                new LifecycleRule
                {
                    Id = "expire-chunks",
                    Status = LifecycleRuleStatus.Enabled,
                    Filter = new LifecycleFilter
                    {
                        LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = Prefix },
                    },
                    Expiration = new LifecycleRuleExpiration { Days = (int)ChunkExpiry.Age.TotalDays },
                },
            ],
        },
    };
}
