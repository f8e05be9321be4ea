namespace Telemetry.LoadTest.Tests.Reports;

/// <summary>The browser that Debian's package <c>chromium</c> holds.</summary>
internal static class Chromium
{
    private static readonly string[] s_places = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

    /// <summary>Its program; skips the test, with a message, where it is not installed.</summary>
    public static string Require()
    {
        var program = s_places.FirstOrDefault(File.Exists);
        Assert.SkipWhen(program is null, "The browser chromium is not installed: apt-get install chromium.");
        return program!;
    }
}
