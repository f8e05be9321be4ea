using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Schema;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Wire;

/// <summary>
/// Reads a posted batch from protobuf bytes. The bytes are walked against the schema before anything is built, so that a
/// torn or wrong-typed body names its field, and a small body cannot ask for much memory. Fields that the schema does not know
/// are passed over, as protobuf has it. Pure; safe for use by many threads.
/// </summary>
public static class FrameBatchWire
{
    private static readonly MessageParser<FrameBatch> Parser = FrameBatch.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads a batch; false with the field at fault where the bytes are not one.</summary>
    public static bool TryRead(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out FrameBatch? batch, [NotNullWhen(false)] out FieldError? error)
    {
        batch = null;
        var walk = new WireWalk();
        if (!walk.Passes(bytes, MessageShape.Batch))
        {
            error = walk.Error;
            return false;
        }

        try
        {
            batch = Parser.ParseFrom(bytes);
            error = null;
            return true;
        }
        catch (InvalidProtocolBufferException fault)
        {
            error = new FieldError("body", fault.Message);
            return false;
        }
    }
}
