using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Telemetry.Local;

namespace Telemetry.AppHost.Platforms;

/// <summary>
/// A port on 127.0.0.1 that is ours from now on: looking whether it is free and listening later would leave time for another
/// program, or another platform like this, to take it.
/// </summary>
internal sealed class HeldPort : IDisposable
{
    private readonly Socket _socket;

    private HeldPort(Socket socket) => _socket = socket;

    /// <summary>Where it is.</summary>
    public IPEndPoint EndPoint => (IPEndPoint)_socket.LocalEndPoint!;

    /// <summary>A port by its number, or another where that is taken.</summary>
    public static HeldPort Near(int usual)
    {
        var held = TryHold(usual);
        while (held is null)
            held = TryHold(FreePort.Find());
        return held;
    }

    /// <summary>Makes Kestrel take the sockets of held ports for addresses on them.</summary>
    public static void Use(SocketTransportOptions options, params HeldPort[] ports) =>
        options.CreateBoundListenSocket = endPoint =>
            ports.FirstOrDefault(port => port.EndPoint.Equals(endPoint))?._socket
            ?? SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);

    public void Dispose() => _socket.Dispose();

    private static HeldPort? TryHold(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // Only who listens keeps others out: two sockets may be bound to one port until then.
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return new HeldPort(socket);
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
