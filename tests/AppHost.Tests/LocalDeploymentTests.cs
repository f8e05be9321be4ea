using System.Net;
using System.Net.Sockets;
using Telemetry.AppHost.Services;

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
}
