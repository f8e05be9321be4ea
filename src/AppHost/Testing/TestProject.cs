namespace Telemetry.AppHost.Testing;

/// <summary>A built test project of the checkout.</summary>
/// <param name="Name">Its name, as <c>MapFusion.Tests</c>.</param>
/// <param name="Program">The program that runs it.</param>
internal sealed record TestProject(string Name, string Program)
{
    // They need servers or whole platforms; the rest runs within a process.
    private static readonly string[] Slow = ["Conformance.Tests", "EndToEnd.Tests"];

    /// <summary>True where <c>--fast</c> leaves it out.</summary>
    public bool IsSlow => Slow.Contains(Name);

    /// <summary>True where it starts whole platforms and measures them: nothing else may run beside it.</summary>
    public bool RunsAlone => Name == "EndToEnd.Tests";

    /// <summary>The test projects of a checkout, slow ones first, those that run alone last.</summary>
    public static IReadOnlyList<TestProject> FindAll(string root) =>
        [.. Directory.EnumerateFiles(Path.Combine(root, "tests"), "*.Tests.csproj", SearchOption.AllDirectories)
            .Select(file => new TestProject(
                Path.GetFileNameWithoutExtension(file),
                Path.Combine(
                    Path.GetDirectoryName(file)!, "bin", "Release", "net10.0",
                    "Telemetry." + Path.GetFileNameWithoutExtension(file))))
            .OrderBy(project => project.RunsAlone)
            .ThenByDescending(project => project.IsSlow)
            .ThenBy(project => project.Name, StringComparer.Ordinal)];
}
