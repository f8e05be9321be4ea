namespace Telemetry.ChunkBuffer.Frames;

/// <summary>A sign and the frame that reported it.</summary>
/// <param name="FrameIndex">Index in the message's frames.</param>
/// <param name="Sign">What was read.</param>
public readonly record struct FrameSign(int FrameIndex, QuantizedSign Sign);
