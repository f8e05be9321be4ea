namespace Telemetry.ChunkBuffer.Frames;

/// <summary>The numbers of a frame besides its time, in the order of the chunk format.</summary>
internal enum FrameColumn
{
    Accuracy,
    Heading,
    Speed,
    YawRate,
    Curvature,
    LaneOffsetLeft,
    LaneOffsetRight,
    Latitude,
    Longitude,
}
