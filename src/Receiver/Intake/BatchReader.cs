using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver.Endpoints;
using Telemetry.Receiver.Intake.Plain;

namespace Telemetry.Receiver.Intake;

/// <summary>From a body's bytes to messages encoded for their chunk. Safe for use by many threads.</summary>
internal sealed class BatchReader(PlainBatchReader plain, MessageEncoder encoder, TimeProvider time)
{
    /// <summary>Reads a body; the 400 that says what it is not where it is no batch.</summary>
    /// <param name="bytes">The body, unpacked.</param>
    /// <param name="type">Its type, one of <see cref="BatchDecoder"/>'s two.</param>
    /// <param name="batch">What was read.</param>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">There is no key for the epoch of a valid message.</exception>
    public Problem? TryRead(ReadOnlySpan<byte> bytes, string type, out IncomingBatch batch)
    {
        batch = null!;
        var now = time.GetUtcNow();
        if (type == BatchDecoder.Protobuf && plain.TryRead(bytes, now) is { } messages)
        {
            batch = new IncomingBatch(messages, now);
            return null;
        }

        if (BatchDecoder.TryDecode(bytes, type, out var parsed) is { } problem)
            return problem;
        batch = new IncomingBatch([.. parsed.Messages.Select((message, index) => encoder.Encode(message, index, now))], now);
        return null;
    }
}
