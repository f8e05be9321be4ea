using System.CommandLine;
using Telemetry.FleetSimulator.Commands;

namespace Telemetry.FleetSimulator.Tests.Commands;

public sealed class TownCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Town_SameSeedTwice_WritesTheSameFileAndNothingElse()
    {
        var first = await WriteAsync("a.osm.pbf", seed: 3);
        var again = await WriteAsync("a.osm.pbf", seed: 3);

        Assert.Equal(first, again);
        Assert.NotEqual(first, await WriteAsync("b.osm.pbf", seed: 4));
        Assert.Equal(["a.osm.pbf", "b.osm.pbf"], _folder.GetFiles().Select(file => file.Name).Order());
    }

    private async Task<byte[]> WriteAsync(string name, int seed)
    {
        var path = Path.Combine(_folder.FullName, name);
        var exitCode = await FleetCommand.CreateRoot().Parse(["town", path, "--segments", "2000", "--seed", $"{seed}"])
            .InvokeAsync(null, TestContext.Current.CancellationToken);
        Assert.Equal(0, exitCode);
        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }
}
