using System.Xml.Linq;

namespace Telemetry.Architecture.Tests;

/// <summary>A project as its file declares it.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="File">Its full name.</param>
/// <param name="Projects">Names of the projects it references itself.</param>
/// <param name="Packages">Names of the packages and frameworks it references itself.</param>
internal sealed record Project(string Name, string File, IReadOnlyList<string> Projects, IReadOnlyList<string> Packages)
{
    public static IReadOnlyDictionary<string, Project> All { get; } = SourceTree.Files
        .Where(file => file.EndsWith(".csproj", StringComparison.Ordinal))
        .Select(Read)
        .ToDictionary(project => project.Name);

    /// <summary>The projects it references itself or through others.</summary>
    public IReadOnlySet<string> Closure()
    {
        var reached = new HashSet<string>();
        var waiting = new Stack<string>(Projects);
        while (waiting.TryPop(out var name))
        {
            if (!reached.Add(name))
                continue;
            foreach (var next in All[name].Projects)
                waiting.Push(next);
        }

        return reached;
    }

    private static Project Read(string file)
    {
        var xml = XDocument.Load(file);
        var packages = Included(xml, "PackageReference").Concat(Included(xml, "FrameworkReference"));
        if ((string?)xml.Root!.Attribute("Sdk") == "Microsoft.NET.Sdk.Web")
            packages = packages.Append("Microsoft.AspNetCore.App");
        return new Project(
            Path.GetFileNameWithoutExtension(file),
            file,
            [.. Included(xml, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))],
            [.. packages]);
    }

    private static IEnumerable<string> Included(XDocument xml, string item) =>
        xml.Descendants(item).Select(element => (string?)element.Attribute("Include")).OfType<string>();
}
