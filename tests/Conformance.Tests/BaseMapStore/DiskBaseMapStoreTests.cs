using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;
using Telemetry.MapStore.BaseMaps;

namespace Telemetry.Conformance.Tests.BaseMapStore;

public sealed class DiskBaseMapStoreTests : BaseMapStoreConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-base-maps-").FullName;

    [Fact]
    public async Task PutCell_Done_LeavesNoDraft()
    {
        await Store.PutCellAsync(1, new CellId(1, 1), new byte[] { 1 }, Cancelled);
        Assert.Single(Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task PutCell_FolderCannotBeMade_IsUnavailable()
    {
        var file = Path.Combine(_folder, "file");
        await File.WriteAllTextAsync(file, "", Cancelled);
        await Assert.ThrowsAsync<BackendUnavailableException>(
            () => new DiskBaseMapStore(file).PutCellAsync(1, new CellId(1, 1), new byte[] { 1 }, Cancelled));
    }

    protected override Task<IBaseMapStore> OpenAsync() => Task.FromResult<IBaseMapStore>(new DiskBaseMapStore(_folder));

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }
}
