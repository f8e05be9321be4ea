using System.Runtime.CompilerServices;

namespace Telemetry.Architecture.Tests;

/// <summary>The files of the checkout as they would be committed: nothing built, installed or kept at run time.</summary>
internal static class SourceTree
{
    private static readonly string[] NotSource =
        ["bin", "obj", "node_modules", ".git", ".telemetry", "TestResults", "BenchmarkDotNet.Artifacts", ".vs", ".idea"];

    public static string Root { get; } = FindRoot();

    /// <summary>Full names, in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [.. Enumerate(new DirectoryInfo(Root)).Order(StringComparer.Ordinal)];

    /// <summary>The C# files below a folder of the checkout.</summary>
    public static IEnumerable<string> Code(params string[] folders) =>
        Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal)
            && folders.Any(folder => Relative(file).StartsWith(folder + "/", StringComparison.Ordinal)));

    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<string> Enumerate(DirectoryInfo folder) =>
        folder.EnumerateFiles().Where(file => !NotSource.Contains(file.Name)).Select(file => file.FullName).Concat(
            folder.EnumerateDirectories().Where(child => !NotSource.Contains(child.Name)).SelectMany(Enumerate));

    private static string FindRoot([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here);
        while (!File.Exists(Path.Combine(folder!, "Telemetry.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
