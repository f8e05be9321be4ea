using Telemetry.ChunkBuffer.Chunks;
using Telemetry.Contracts.Faults;

namespace Telemetry.Conformance.Tests.ChunkStore;

public sealed class DiskChunkStoreTests : ChunkStoreConformance
{
    private readonly string _root = Directory.CreateTempSubdirectory("chunks").FullName;

    [Fact]
    public async Task Get_AnotherStoreOnTheFolder_ReadsIt()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1, 2, 3 }, Cancelled);
        Assert.Equal([1, 2, 3], (await new DiskChunkStore(_root, Time).GetAsync(id, Cancelled))!.Value.ToArray());
    }

    [Fact]
    public async Task Put_Done_LeavesOneFileInItsHour()
    {
        var id = NewId();
        await Store.PutAsync(id, new byte[] { 1 }, Cancelled);
        var file = Assert.Single(Directory.GetFiles(_root, "*", SearchOption.AllDirectories));
        Assert.Equal(Path.Combine(_root, "2026", "03", "04", "05", id.ToString()), file);
    }

    [Fact]
    public async Task Put_DaysLater_DeletesExpiredHoursOnly()
    {
        await Store.PutAsync(NewId(), new byte[] { 1 }, Cancelled);
        Time.Advance(TimeSpan.FromDays(6));
        await Store.PutAsync(NewId(), new byte[] { 2 }, Cancelled);
        Assert.Equal(2, Directory.GetFiles(_root, "*", SearchOption.AllDirectories).Length);
        Time.Advance(TimeSpan.FromDays(2));
        await Store.PutAsync(NewId(), new byte[] { 3 }, Cancelled);
        var left = Directory.GetFiles(_root, "*", SearchOption.AllDirectories).SelectMany(File.ReadAllBytes).Order();
        Assert.Equal(new byte[] { 2, 3 }, left);
    }

    [Fact]
    public async Task Put_FolderIsGone_IsUnavailable()
    {
        // A file where the hour's folder should be: as good as a disk that is not there.
        Directory.Delete(_root, recursive: true);
        await File.WriteAllBytesAsync(_root, [], Cancelled);
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => Store.PutAsync(NewId(), new byte[1], Cancelled));
        Assert.Equal("chunk store", fault.Backend);
        await Assert.ThrowsAsync<BackendUnavailableException>(() => Store.GetAsync(NewId(), Cancelled));
        File.Delete(_root);
    }

    protected override Task<IChunkStore> OpenAsync() => Task.FromResult<IChunkStore>(new DiskChunkStore(_root, Time));

    public override async ValueTask DisposeAsync()
    {
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
        await base.DisposeAsync();
    }
}
