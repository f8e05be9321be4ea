using System.Diagnostics;
using System.Globalization;
using System.Text;
using Telemetry.AppHost.Services;

namespace Telemetry.EndToEnd.Tests.CommandLine;

/// <summary>Runs verbs of the command line as a person would: in a process of their own.</summary>
internal sealed class Verb : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly Task<string> _output;
    private readonly TaskCompletionSource _said = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _awaited;

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

        // The stack that other tests share is not this one's: each run starts its own.
        foreach (var name in (string[])["AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL_SQS", "AWS_ENDPOINT_URL_DYNAMODB", "TELEMETRY_POSTGRES"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_errors)
            {
                _errors.AppendLine(line.Data);
                SeeWhetherSaid();
            }
        };
        _process.BeginErrorReadLine();
        _output = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>What it has written to standard error so far.</summary>
    public string Errors
    {
        get
        {
            lock (_errors)
                return _errors.ToString();
        }
    }

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

    /// <summary>Returns once standard error holds a text. To be called once.</summary>
    public Task WaitUntilSaidAsync(string text)
    {
        lock (_errors)
        {
            _awaited = text;
            SeeWhetherSaid();
        }

        return _said.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for the end.</summary>
    public async Task<CommandLineResult> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new CommandLineResult(_process.ExitCode, await _output, Errors);
    }

    /// <summary>Presses Ctrl-C.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    private void SeeWhetherSaid()
    {
        if (_awaited is not null && _errors.ToString().Contains(_awaited, StringComparison.Ordinal))
            _said.TrySetResult();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
