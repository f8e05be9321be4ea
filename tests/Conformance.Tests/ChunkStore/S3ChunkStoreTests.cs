using Amazon.S3;
using Amazon.S3.Model;
using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;

namespace Telemetry.Conformance.Tests.ChunkStore;

public sealed class S3ChunkStoreTests(LocalStackFixture stack) : ChunkStoreConformance
{
    private readonly string _bucket = $"t-{Guid.NewGuid():N}";
    private IAmazonS3 _s3 = null!;

    [Fact]
    public async Task Put_Key_BeginsWithTheHour()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1 }, Cancelled);
        var listed = await _s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _bucket }, Cancelled);
        Assert.Equal($"chunks/2026/03/04/05/{id}", Assert.Single(listed.S3Objects).Key);
    }

    [Fact]
    public async Task Create_BucketIsThere_OpensIt()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1 }, Cancelled);
        var again = await S3ChunkStore.CreateAsync(_s3, _bucket, Time, Cancelled);
        Assert.NotNull(await again.GetAsync(id, Cancelled));
    }

    [Fact]
    public async Task Create_NobodyListens_IsUnavailable()
    {
        using var s3 = StackAws.Nowhere.CreateS3();
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => S3ChunkStore.CreateAsync(s3, _bucket, Time, Cancelled));
        Assert.Equal("chunk store", fault.Backend);
    }

    [Fact]
    public async Task Get_BucketIsGone_IsUnavailable()
    {
        await _s3.DeleteBucketAsync(_bucket, Cancelled);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => Store.GetAsync(NewId(), Cancelled));
        await Assert.ThrowsAsync<BackendUnavailableException>(() => Store.PutAsync(NewId(), new byte[1], Cancelled));
        await S3ChunkStore.CreateAsync(_s3, _bucket, Time, Cancelled);
    }

    protected override async Task<IChunkStore> OpenAsync()
    {
        _s3 = stack.Endpoints.Aws().CreateS3();
        return await S3ChunkStore.CreateAsync(_s3, _bucket, Time, Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        _s3?.Dispose();
        await base.DisposeAsync();
    }
}
