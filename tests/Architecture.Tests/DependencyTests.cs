namespace Telemetry.Architecture.Tests;

/// <summary>Hosts → adapters → pure libraries; a host never references a host. The command line composes them all.</summary>
public sealed class DependencyTests
{
    private static readonly string[] Hosts = ["Receiver", "MapWorker", "MapApi", "AppHost"];
    private static readonly string[] Adapters = ["ChunkBuffer", "MapStore"];
    private static readonly string[] Pure = ["Contracts", "RoadNetwork", "MapMatching", "MapFusion", "Elasticity"];
    private static readonly string[] Infrastructure = ["Microsoft.Extensions.", "Microsoft.AspNetCore.", "AWSSDK.", "Npgsql", "Microsoft.Orleans"];

    public static TheoryData<string> PureProjects => [.. Pure];

    public static TheoryData<string> ServiceHosts => [.. Hosts.Except(["AppHost"])];

    public static TheoryData<string> AdapterProjects => [.. Adapters];

    [Theory]
    [MemberData(nameof(ServiceHosts))]
    public void Host_References_NoHost(string host) =>
        Assert.Empty(Project.All[host].Closure().Intersect(Hosts));

    [Theory]
    [MemberData(nameof(AdapterProjects))]
    public void Adapter_References_NoHost(string adapter) =>
        Assert.Empty(Project.All[adapter].Closure().Intersect([.. Hosts, "HttpHosting"]));

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void PureLibrary_References_NoInfrastructure(string library) =>
        Assert.DoesNotContain(
            Project.All[library].Packages, package => Infrastructure.Any(name => package.StartsWith(name, StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(PureProjects))]
    public void PureLibrary_References_OnlyPureLibraries(string library) =>
        Assert.Empty(Project.All[library].Closure().Except(Pure));

    [Fact]
    public void OnlyAppHost_References_SimulatorsAndLocalStack()
    {
        string[] tools = ["LocalStack", "FleetSimulator", "LearningEvaluation", "LoadTest"];
        var product = Hosts.Except(["AppHost"]).Concat(Adapters).Concat(Pure).Append("HttpHosting");
        Assert.All(product, name => Assert.Empty(Project.All[name].Closure().Intersect(tools)));
    }

    [Fact]
    public void Product_References_NoTestProject() =>
        Assert.All(
            Project.All.Values.Where(project => !SourceTree.Relative(project.File).StartsWith("tests/", StringComparison.Ordinal)),
            project => Assert.DoesNotContain(
                project.Projects.Except(["Benchmarks"]), name => SourceTree.Relative(Project.All[name].File).StartsWith("tests/", StringComparison.Ordinal)));

    [Theory]
    [InlineData("src/RoadNetwork")]
    [InlineData("src/MapMatching")]
    [InlineData("src/MapFusion")]
    [InlineData("src/Elasticity")]
    public void PureLibrary_Code_HasNoClockAndNoInputOutput(string folder)
    {
        string[] banned = ["TimeProvider", "Stopwatch", "File.", "Directory.", "HttpClient", "Socket", "Environment.", "Random.Shared", "Guid.NewGuid"];
        var found = from file in SourceTree.Code(folder)
                    from line in File.ReadLines(file)
                    let code = line.Split("//")[0]
                    where banned.Any(word => System.Text.RegularExpressions.Regex.IsMatch(code, @"(?<![\w.])" + System.Text.RegularExpressions.Regex.Escape(word)))
                    select $"{SourceTree.Relative(file)}: {line.Trim()}";
        Assert.Empty(found);
    }
}
