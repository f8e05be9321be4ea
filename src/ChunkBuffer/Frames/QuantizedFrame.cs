using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Frames;

/// <summary>
/// A frame as the platform keeps it, in whole steps: what the receiver quantises and the chunk format stores without loss.
/// Optional numbers that the vehicle did not send are <see cref="Absent"/>.
/// </summary>
/// <param name="TimestampUtcMs">Unix time in milliseconds.</param>
/// <param name="Position">Position in 1e-7 degrees.</param>
/// <param name="AccuracyDm">Radial standard deviation in 0.1 m, 0 to 10,000.</param>
/// <param name="HeadingTenths">Course over ground in 0.1°, clockwise from north, 0 to 3,599.</param>
/// <param name="SpeedCmps">Speed in 0.01 m/s, 0 to 15,000.</param>
/// <param name="YawRateCdps">Yaw rate in 0.01°/s, -18,000 to 18,000, + right; or absent.</param>
/// <param name="CurvatureE5">Curvature in 1e-5 per metre, -100,000 to 100,000, + right; or absent.</param>
/// <param name="LaneOffsetLeftCm">Distance to the lane's left marking in 0.01 m, 0 to 2,000; or absent.</param>
/// <param name="LaneOffsetRightCm">Distance to the lane's right marking in 0.01 m, 0 to 2,000; or absent.</param>
public readonly record struct QuantizedFrame(
    long TimestampUtcMs, GeoPoint Position, int AccuracyDm, int HeadingTenths, int SpeedCmps,
    int YawRateCdps, int CurvatureE5, int LaneOffsetLeftCm, int LaneOffsetRightCm)
{
    /// <summary>Stands for an optional number that was not sent.</summary>
    public const int Absent = int.MinValue;
}
