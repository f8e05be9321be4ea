using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Telemetry.Conformance.Tests.Signature;

/// <summary>A request as it went over the wire.</summary>
internal sealed record CapturedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Answers one request with an empty JSON object and gives it back.</summary>
    public static async Task<CapturedRequest> TakeAsync(TcpListener listener, CancellationToken cancellationToken)
    {
        using var client = await listener.AcceptTcpClientAsync(cancellationToken);
        await using var stream = client.GetStream();
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .ToDictionary(parts => parts[0].ToLowerInvariant(), parts => parts[1].Trim(), StringComparer.Ordinal);
        var body = new byte[int.Parse(headers["content-length"], CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, cancellationToken);
        await stream.WriteAsync(
            "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"u8.ToArray(),
            cancellationToken);
        var first = lines[0].Split(' ');
        return new CapturedRequest(first[0], first[1], headers, body);
    }

    public static TcpListener Listen()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    /// <summary>The headers that the signature says it covers.</summary>
    public Dictionary<string, string> SignedHeaders()
    {
        const string Mark = "SignedHeaders=";
        var authorization = Headers["authorization"];
        var from = authorization.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length;
        var names = authorization[from..authorization.IndexOf(',', from)].Split(';');
        return names.ToDictionary(name => name, name => Headers[name], StringComparer.Ordinal);
    }

    private static bool EndsHead(List<byte> head) =>
        head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}
