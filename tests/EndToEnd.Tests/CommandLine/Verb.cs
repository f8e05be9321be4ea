using System.Diagnostics;
using System.Globalization;
using Telemetry.AppHost.Services;

namespace Telemetry.EndToEnd.Tests.CommandLine;

/// <summary>Runs verbs of the command line as a person would: in a process of their own.</summary>
internal sealed class Verb : IDisposable
{
    // The stack that other tests share is not this one's: each run starts its own.
    private static readonly string[] s_foreign =
        ["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB", "TELEMETRY_POSTGRES"];

    private readonly Process _process;

    private Verb(string[] arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(typeof(ServiceProcesses).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in s_foreign)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => Errors.Add(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Standard output so far.</summary>
    public SpokenText Output { get; } = new();

    /// <summary>Standard error so far.</summary>
    public SpokenText Errors { get; } = new();

    /// <summary>Starts a verb.</summary>
    public static Verb Start(params string[] arguments) => new(arguments, new Dictionary<string, string>());

    /// <summary>Starts a verb with settings of its services.</summary>
    public static Verb Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(arguments, environment);

    /// <summary>Runs a verb to its end.</summary>
    public static async Task<CommandLineResult> RunAsync(params string[] arguments)
    {
        using var verb = Start(arguments);
        return await verb.EndAsync();
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CommandLineResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandLineResult(_process.ExitCode, Output.ToString(), Errors.ToString());
    }

    /// <summary>Presses Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
