using System.Runtime.CompilerServices;

namespace Telemetry.TestKit;

/// <summary>The folder of real maps and traces beside the checkout; tests that need it skip where it is absent.</summary>
public static class SharedData
{
    /// <summary>The full path of a file below <c>../shared/data</c>; skips the running test where it is absent.</summary>
    public static string PathOf(string relative, [CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (!File.Exists(Path.Combine(folder, "Telemetry.sln")))
                continue;
            var path = Path.Combine(Path.GetDirectoryName(folder)!, "shared", "data", relative);
            Assert.SkipUnless(File.Exists(path), $"The shared data file {relative} is not beside this checkout.");
            return path;
        }

        throw new InvalidOperationException("The test's source is not inside the checkout.");
    }
}
