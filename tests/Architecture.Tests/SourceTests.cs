using System.Text.RegularExpressions;

namespace Telemetry.Architecture.Tests;

public sealed partial class SourceTests
{
    private const int LongestFile = 500;
    private static readonly string[] BannedWords = ["Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Common"];

    [Fact]
    public void Code_PublicTypes_OnePerFileNamedAfterIt()
    {
        var strays = from file in SourceTree.Code("src", "simulators", "infra", "tests")
                     let types = PublicType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value).Distinct().ToArray()
                     where types.Length > 1 || (types.Length == 1 && types[0] != Path.GetFileName(file).Split('.')[0])
                     select $"{SourceTree.Relative(file)}: {string.Join(", ", types)}";
        Assert.Empty(strays);
    }

    [Fact]
    public void Code_Names_SayWhatTheyAre()
    {
        var vague = from file in SourceTree.Code("src", "simulators", "infra", "tests")
                    from name in AnyType().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)
                        .Append(Path.GetFileName(Path.GetDirectoryName(file)!))
                    where BannedWords.Any(word => name.EndsWith(word, StringComparison.Ordinal))
                    select $"{SourceTree.Relative(file)}: {name}";
        Assert.Empty(vague.Distinct());
    }

    [Fact]
    public void Code_Files_AreShort()
    {
        var endless = from file in SourceTree.Code("src", "simulators", "infra", "tests")
                      let lines = File.ReadLines(file).Count()
                      where lines > LongestFile
                      select $"{SourceTree.Relative(file)}: {lines} lines";
        Assert.Empty(endless);
    }

    [Fact]
    public void Files_Text_NamesNoMachine()
    {
        var local = from file in SourceTree.Files
                    where Path.GetExtension(file) is not (".pbf" or ".png" or ".gz")
                    from line in File.ReadLines(file)
                    where MachinePath().IsMatch(line)
                    select $"{SourceTree.Relative(file)}: {line.Trim()}";
        Assert.Empty(local);
    }

    [Fact]
    public void LockFiles_Packages_HaveNoAddress()
    {
        var locks = SourceTree.Files.Where(file => Path.GetFileName(file) == "package-lock.json").ToArray();
        Assert.NotEmpty(locks);
        Assert.All(locks, file => Assert.DoesNotContain("\"resolved\"", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|interface|enum|struct|delegate [\w<>\[\]?., ]+|record(?: class| struct)?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly) )+(?:class|interface|enum|struct|record(?: class| struct)?) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();

    // Homes of people, and the usual roots of build machines.
    [GeneratedRegex(@"(?<![\w.~-])/(?:home|Users|root|work|workspace|builds)/\w|\b[A-Z]:\\\\?\w")]
    private static partial Regex MachinePath();
}
