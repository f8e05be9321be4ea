using Telemetry.Contracts.Validation;

namespace Telemetry.Receiver.Intake.Plain;

/// <summary>The identities of a message, in UTF-8, within the bytes that it was read from.</summary>
internal readonly ref struct PlainNames(
    ReadOnlySpan<byte> session, ReadOnlySpan<byte> message, ReadOnlySpan<byte> fleet, ReadOnlySpan<byte> vehicle)
{
    public ReadOnlySpan<byte> Session { get; } = session;

    public ReadOnlySpan<byte> Message { get; } = message;

    public ReadOnlySpan<byte> Fleet { get; } = fleet;

    public ReadOnlySpan<byte> Vehicle { get; } = vehicle;

    /// <summary>True where all are given and none can be too long: a character takes a byte at least.</summary>
    public bool Fit => Fits(Session) & Fits(Message) & Fits(Fleet) & Fits(Vehicle);

    private static bool Fits(ReadOnlySpan<byte> name) => name.Length is > 0 and <= FrameLimits.LongestId;
}
