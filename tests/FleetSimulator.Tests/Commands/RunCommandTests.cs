using System.Diagnostics;
using System.Text.Json;

namespace Telemetry.FleetSimulator.Tests.Commands;

/// <summary>Runs the program as a person does.</summary>
public sealed class RunCommandTests : IDisposable
{
    private const string Short = "run --vehicles 30 --for 4m --start 2026-03-02T07:00:00Z --trips taxis --json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    [Fact]
    public async Task Run_SameSeed_WritesTheSameBytesAndAnotherSeedOthers()
    {
        var a = await RunAsync($"{Short} --seed 1 --out {_folder}/a");
        var b = await RunAsync($"{Short} --seed 1 --out {_folder}/b");
        var counted = await RunAsync($"{Short} --seed 1");
        var other = await RunAsync($"{Short} --seed 2 --out {_folder}/c");
        Assert.Equal(Sha256(a), Sha256(b));
        Assert.Equal(Sha256(a), Sha256(counted));
        Assert.NotEqual(Sha256(a), Sha256(other));
        Assert.Equal(FilesOf("a"), FilesOf("b"));
        Assert.NotEqual(FilesOf("a"), FilesOf("c"));
    }

    [Fact]
    public async Task Run_Json_CountsWhatIsInIt()
    {
        var (exitCode, output, _) = await RunAsync($"{Short} --format jsonl --out {_folder}/lines");
        Assert.Equal(0, exitCode);
        var report = JsonDocument.Parse(output).RootElement;
        var lines = await File.ReadAllLinesAsync($"{_folder}/lines/messages.jsonl", TestContext.Current.CancellationToken);
        Assert.Equal(report.GetProperty("posts").GetInt32(), lines.Length);
        Assert.Equal(240, report.GetProperty("event_seconds").GetDouble());
        Assert.Equal(30, report.GetProperty("vehicles").GetInt32());
        Assert.InRange(report.GetProperty("frames").GetInt64(), 30 * 60, 30 * 240);
        Assert.True(report.GetProperty("times_real_time").GetDouble() > 0);
    }

    [Theory]
    [InlineData("run --for 4m --untagged 0.8 --wrong 0.4", "--untagged and --wrong are together at most 1.")]
    [InlineData("run --post nowhere", "--post takes the receiver's URL")]
    [InlineData("run --schedule Telemetry.FleetSimulator.runtimeconfig.json", "changes")]
    [InlineData("run --start today", "--start takes a time such as")]
    [InlineData("run --noise no-such-file", "no-such-file")]
    [InlineData("errors --traces Telemetry.FleetSimulator.dll", "--traces and --truth go together")]
    public async Task Run_WhatCannotBe_IsSaid(string arguments, string expected)
    {
        var (exitCode, _, error) = await RunAsync(arguments);
        Assert.NotEqual(0, exitCode);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Sha256((int ExitCode, string Output, string Error) run) =>
        JsonDocument.Parse(run.Output).RootElement.GetProperty("bytes_sha256").GetString()!;

    private List<(string, string)> FilesOf(string folder) =>
        [.. Directory.EnumerateFiles(Path.Combine(_folder.FullName, folder), "*", SearchOption.AllDirectories)
            .Select(file => (Path.GetFileName(file), Convert.ToBase64String(File.ReadAllBytes(file)))).Order()];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Telemetry.FleetSimulator.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", $"\"{program}\" {arguments}")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
