using System.Collections.Concurrent;
using System.Globalization;
using Telemetry.AppHost.Services;
using Telemetry.Local;

namespace Telemetry.AppHost.Testing;

/// <summary>Runs every test project of the checkout, over one local stack that they share.</summary>
internal sealed class TestRun(bool fast, Screen output, VerbProgress progress)
{
    private const int AtOnce = 2;
    private readonly ConcurrentBag<TestOutcome> _outcomes = [];
    private TestTally? _tally;

    /// <summary>Runs them and prints what became of them.</summary>
    /// <returns>0 where tests ran and none failed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var results = Path.Combine(Checkout.StateDirectory, "test-results");
        Directory.CreateDirectory(results);
        var projects = TestProject.FindAll(Checkout.Root).Where(project => !fast || !project.IsSlow).ToArray();
        if (fast || !await IsInstalledAsync(cancellationToken))
        {
            await RunAsync(projects, new Dictionary<string, string>(), results, cancellationToken);
            return Conclude();
        }

        var directory = LocalStack.MakeTemporaryDirectory();
        try
        {
            var options = new LocalStackOptions { DataDirectory = directory, LogDirectory = Path.Combine(results, "stack") };
            await using var stack = await StackStart.RunAsync(options, progress, cancellationToken);
            await RunAsync(projects, stack.Endpoints.ToEnvironment(), results, cancellationToken);
        }
        finally
        {
            LocalStack.Forget(directory);
        }

        return Conclude();
    }

    private async Task<bool> IsInstalledAsync(CancellationToken cancellationToken)
    {
        if (await StackInstallation.Find().EnsureAsync(progress, cancellationToken, withTestTools: true) is not { } missing)
            return true;
        Print(missing);
        return false;
    }

    private async Task RunAsync(
        TestProject[] projects, IReadOnlyDictionary<string, string> environment, string results, CancellationToken cancellationToken)
    {
        using var step = progress.Begin(_tally = new TestTally(projects.Length, progress.Time));
        await RunAsync(projects.Where(project => !project.RunsAlone), AtOnce, environment, results, cancellationToken);
        await RunAsync(projects.Where(project => project.RunsAlone), 1, environment, results, cancellationToken);
    }

    private Task RunAsync(
        IEnumerable<TestProject> projects,
        int atOnce,
        IReadOnlyDictionary<string, string> environment,
        string results,
        CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        return Parallel.ForEachAsync(projects, options, async (project, token) =>
        {
            var since = progress.Time.GetTimestamp();
            _tally!.Start(project.Name);
            // Servers in the environment would show in tests of what happens without any.
            var servers = project.IsSlow ? environment : new Dictionary<string, string>();
            var outcome = await new TestProcess(project, servers, results).RunAsync(token);
            _outcomes.Add(outcome);
            _tally.End(project.Name, outcome);
            var seconds = progress.Time.GetElapsedTime(since).TotalSeconds;
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{project.Name,-24} {outcome.Passed,5} passed {outcome.Failures.Count,4} failed {outcome.Skipped.Count,4} skipped  {seconds,7:0.0} s");
            if (outcome is { Passed: 0, Failures.Count: 0, Skipped.Count: 0 })
                line += "  (holds no test)";
            string[] lines = [line, .. outcome.Failures.Select(failure => "FAILED " + failure)];
            Print(string.Join(Environment.NewLine, lines));
        });
    }

    private void Print(string text) => progress.Aside(() => output.Writer.WriteLine(text));

    private int Conclude()
    {
        var passed = _outcomes.Sum(outcome => outcome.Passed);
        var failed = _outcomes.Sum(outcome => outcome.Failures.Count);
        var skipped = _outcomes.SelectMany(outcome => outcome.Skipped).ToArray();
        foreach (var reason in skipped.GroupBy(reason => reason).OrderBy(group => group.Key, StringComparer.Ordinal))
            Print(string.Create(CultureInfo.InvariantCulture, $"skipped {reason.Count()}: {reason.Key}"));
        if (passed + failed == 0)
            Print("No test ran.");
        Print(string.Create(CultureInfo.InvariantCulture, $"{passed} passed, {failed} failed, {skipped.Length} skipped"));
        return failed == 0 && passed > 0 ? 0 : 1;
    }
}
