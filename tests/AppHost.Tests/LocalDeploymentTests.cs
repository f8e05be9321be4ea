using System.Net;
using System.Net.Sockets;
using Telemetry.AppHost.Commands;
using Telemetry.AppHost.Services;
using Telemetry.Local;

namespace Telemetry.AppHost.Tests;

public sealed class LocalDeploymentTests
{
    [Fact]
    public async Task EnsurePorts_ReceiverPortTakenByAnother_SaysWhichAndStartsNothing()
    {
        using var another = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            another.Bind(new IPEndPoint(IPAddress.Loopback, LocalDeployment.ReceiverPort));
            another.Listen();
        }
        catch (SocketException)
        {
            // Taken already, by whatever else runs on this machine.
        }

        var folder = Directory.CreateTempSubdirectory("telemetry-test-").FullName;
        try
        {
            var failure = await Assert.ThrowsAsync<ServiceStartException>(() => LocalDeployment.EnsurePortsAsync(folder));
            Assert.Contains("port 8080 on 127.0.0.1 is taken by another program", failure.Message, StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("{\"ObjectsAndQueues\":")]
    [InlineData("[1, 2]")]
    public async Task Find_StateOfAnotherVersion_SaysWhatToDo(string content)
    {
        var folder = Directory.CreateTempSubdirectory("telemetry-test-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "stack"));
            await File.WriteAllTextAsync(Path.Combine(folder, "stack", "stack.json"), content, TestContext.Current.CancellationToken);
            var failure = await Assert.ThrowsAsync<StackStateException>(() => LocalDeployment.FindAsync(folder));
            var told = PlatformFailure.Describe(failure)!;
            Assert.Contains("stack.json cannot be read", told.What, StringComparison.Ordinal);
            Assert.Contains("./telemetry down --purge", told.WhatToDo, StringComparison.Ordinal);

            // Which then forgets it, whatever is in the file.
            await LocalDeployment.StopByPidFilesAsync(folder, TestContext.Current.CancellationToken);
            LocalDeployment.Forget(folder);
            Assert.Null(await LocalDeployment.FindAsync(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
