namespace Telemetry.Architecture.Tests;

public sealed class SolutionTests
{
    [Fact]
    public void Solution_Projects_AreAllThereAre()
    {
        var solution = File.ReadAllText(Path.Combine(SourceTree.Root, "Telemetry.sln")).Replace('\\', '/');
        Assert.All(
            Project.All.Values,
            project => Assert.Contains($"\"{SourceTree.Relative(project.File)}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Packages_Versions_AreCentral() =>
        Assert.All(
            Project.All.Values,
            project => Assert.DoesNotContain("Version=\"", File.ReadAllText(project.File), StringComparison.Ordinal));

    [Fact]
    public void TestProjects_AreRunByName() =>
        Assert.All(
            Project.All.Values.Where(project => SourceTree.Relative(project.File).StartsWith("tests/", StringComparison.Ordinal)),
            project => Assert.True(
                project.Name is "TestKit" or "Benchmarks" || project.Name.EndsWith(".Tests", StringComparison.Ordinal),
                $"{project.Name} would not be run: a test project's name ends with .Tests."));
}
