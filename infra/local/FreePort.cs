using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Telemetry.Local;

/// <summary>Free TCP ports on loopback.</summary>
public static class FreePort
{
    private const int Lowest = 10_000;

    /// <summary>
    /// A port on 127.0.0.1 that nobody listens on now, below the range the system takes the ports of outgoing connections
    /// from: a server that is stopped for a while and starts again on its port must not find a client's connection there, or
    /// a client, trying again and again, itself.
    /// </summary>
    public static int Find()
    {
        var end = File.ReadAllText("/proc/sys/net/ipv4/ip_local_port_range").Split('\t', StringSplitOptions.TrimEntries)[0];
        var ceiling = Math.Max(Lowest + 1_000, int.Parse(end, NumberStyles.None, CultureInfo.InvariantCulture));
        while (true)
        {
            var port = Random.Shared.Next(Lowest, ceiling);
            if (IsFree(port))
                return port;
        }
    }

    /// <summary>True where nobody listens on 127.0.0.1 at a port.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
