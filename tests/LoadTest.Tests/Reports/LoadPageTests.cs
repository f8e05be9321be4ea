using System.Text.RegularExpressions;
using Telemetry.LoadTest.Reports;

namespace Telemetry.LoadTest.Tests.Reports;

public sealed partial class LoadPageTests
{
    private static readonly string s_page = LoadPage.Write(SampleLog.Create());

    [Fact]
    public void Write_NeedsNothingElse()
    {
        Assert.DoesNotMatch(Reference(), s_page);
        Assert.DoesNotContain("<script", s_page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Write_SameLog_IsTheSamePage() => Assert.Equal(s_page, LoadPage.Write(SampleLog.Create()));

    [Fact]
    public void Write_WordsFromOutside_AreEscaped()
    {
        Assert.Contains("A &lt;worker&gt; is killed", s_page, StringComparison.Ordinal);
        Assert.DoesNotContain("<worker>", s_page, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_GeneratorThatFellBehind_SaysNotToTrustIt()
    {
        Assert.DoesNotContain("do not trust", s_page, StringComparison.Ordinal);
        Assert.Contains(
            "do not trust", LoadPage.Write(SampleLog.Create() with { Posts = SampleLog.Posts with { Late = 500 } }), StringComparison.Ordinal);
    }

    [GeneratedRegex("""(?:src|href|url)\s*[=(]""")]
    private static partial Regex Reference();
}
