using System.Net.Sockets;
using Polly.Timeout;
using Telemetry.AppHost.Commands;
using Telemetry.AppHost.Services;
using Telemetry.Benchmarks;
using Telemetry.Contracts.Faults;
using Telemetry.FleetSimulator.Recording;
using Telemetry.Local;
using Telemetry.RoadNetwork.Cells;
using Telemetry.Terminal;

namespace Telemetry.AppHost.Tests;

public sealed class PlatformFailureTests
{
    public static TheoryData<Exception, string> WhatPeopleMeet => new()
    {
        { new BackendUnavailableException("published map", new SocketException(111)), "./telemetry status" },
        { new BackendUnavailableException("base map", Sealed()), "./telemetry down --purge" },
        { new ServiceStartException("port 8080 is taken", TakenPort.WhatToDo(8080)), "ss -ltnp 'sport = :8080'" },
        { new StackStartException("apt-get failed"), "--profile embedded" },
        { new HttpRequestException("refused", new SocketException(111)), "./telemetry up" },
        { new PeerMissingException("not installed", "Run ./telemetry bench match --install once."), "bench match --install" },
        { new TimeoutRejectedException(), "./telemetry status" },
        { new IOException("No space left on device : '/x'", 28), "Make room" },
        { new IOException("Read-only file system : '/x'", 30), "must be readable and writable" },
        { new UnauthorizedAccessException("Access to the path '/x' is denied."), "must be writable" },
    };

    [Theory]
    [MemberData(nameof(WhatPeopleMeet))]
    public async Task Guard_WhatPeopleMeet_IsTwoLinesAndOne(Exception failure, string whatToDo)
    {
        var told = new List<string>();
        var exitCode = await VerbRun.GuardAsync(
            () => throw failure, PlatformFailure.Describe, new Told<string>(told.Add));

        Assert.Equal(ExitCodes.Failed, exitCode);
        var lines = Assert.Single(told).Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.Contains(whatToDo, lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guard_FaultOfTheProgram_IsNotHidden() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => VerbRun.GuardAsync(
            () => throw new InvalidOperationException("a bug"), PlatformFailure.Describe, new Told<string>(_ => { })));

    [Fact]
    public async Task Guard_CtrlC_IsHundredAndThirty() =>
        Assert.Equal(ExitCodes.Interrupted, await VerbRun.GuardAsync(
            () => throw new OperationCanceledException(), PlatformFailure.Describe, new Told<string>(_ => { })));

    [Fact]
    public void List_FolderWithoutRecording_SaysHowOneIsMade()
    {
        var failure = Assert.Throws<InvalidDataException>(() => new BodyRecording(Path.GetTempPath()).List());
        Assert.Contains("./telemetry record DIR", failure.Message, StringComparison.Ordinal);
    }

    private static BaseMapFormatException Sealed() =>
        Assert.Throws<BaseMapFormatException>(() => BaseMapManifestCodec.Decode("RDMF\u0001 and more bytes than it needs"u8));
}
