using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Telemetry.TestKit;

/// <summary>
/// Runs programs on a terminal that nobody sits at (<c>script</c> of util-linux); tests that need it skip where it is absent.
/// </summary>
public static partial class PseudoTerminal
{
    private const string Program = "/usr/bin/script";
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="columns">How wide the terminal is; it has 24 rows.</param>
    /// <param name="environment">Variables beside this process's own; null takes one away.</param>
    /// <param name="endAfter">Ctrl-C comes once this is written; null where the program ends by itself.</param>
    /// <param name="command">The program and its arguments.</param>
    public static async Task<TerminalSession> RunAsync(
        int columns, IReadOnlyDictionary<string, string?> environment, string? endAfter, params string[] command)
    {
        Assert.SkipUnless(File.Exists(Program), $"There is no {Program} to make a terminal with.");
        var quoted = string.Join(' ', command.Select(word => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'"));
        var line = string.Create(CultureInfo.InvariantCulture, $"stty cols {columns} rows 24; exec {quoted}");
        var start = new ProcessStartInfo(Program, ["--quiet", "--return", "--flush", "--command", line, "/dev/null"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(s_longest);
        await using var killing = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var written = new System.Text.StringBuilder();
        var buffer = new char[4096];
        while (await process.StandardOutput.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read)
        {
            written.Append(buffer, 0, read);
            if (endAfter is null || !written.ToString().Contains(endAfter, StringComparison.Ordinal))
                continue;

            // What the terminal makes SIGINT of.
            endAfter = null;
            await process.StandardInput.WriteAsync('\u0003');
            await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.False(limit.IsCancellationRequested, $"It did not end, but wrote: {written}");
        return new TerminalSession(process.ExitCode, written.ToString());
    }

    /// <summary>What a program wrote to its terminal.</summary>
    /// <param name="ExitCode">What it ended with.</param>
    /// <param name="Written">As it came.</param>
    public sealed record TerminalSession(int ExitCode, string Written)
    {
        /// <summary>Every line that ever stood there, also those drawn over, without escapes.</summary>
        public IReadOnlyList<string> Lines { get; } =
            [.. Escape().Replace(Written, "").Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)];

        /// <summary>True where anything was coloured, bold or dim.</summary>
        public bool IsColoured => Colour().IsMatch(Written);
    }

    [GeneratedRegex("\\e(\\[[0-9;?]*[A-Za-z]|[=>])")]
    private static partial Regex Escape();

    [GeneratedRegex("\\e\\[[1-9][0-9;]*m")]
    private static partial Regex Colour();
}
