using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>Writes one message per line, in the JSON mapping of the contract, and hashes the lines.</summary>
internal sealed class JsonLinesSink(Stream output) : IMessageSink
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Bytes written.</summary>
    public long Bytes { get; private set; }

    /// <summary>The SHA-256 of the bytes written, in hexadecimal; ends the hashing.</summary>
    public string TakeSha256() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public async ValueTask PostAsync(FrameMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var line = Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(message) + "\n");
        _hash.AppendData(line);
        Bytes += line.Length;
        await output.WriteAsync(line, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken) => await output.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hash.Dispose();
        await output.DisposeAsync();
    }
}
