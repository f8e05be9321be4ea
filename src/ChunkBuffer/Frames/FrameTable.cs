using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Frames;

/// <summary>
/// The frames of one message, column by column, as the chunk format codes them. Made to be filled again and again: it keeps its memory.
/// Not safe for use by many threads.
/// </summary>
public sealed class FrameTable
{
    private const int FewestRows = 64;
    private static readonly int s_columns = Enum.GetValues<FrameColumn>().Length;

    private int _rows = FewestRows;
    private long[] _times = new long[FewestRows];
    private int[] _numbers = new int[s_columns * FewestRows];

    /// <summary>Frames in it.</summary>
    public int Count { get; private set; }

    /// <summary>Unix time in milliseconds, by frame.</summary>
    internal ReadOnlySpan<long> TimesMs => _times.AsSpan(0, Count);

    /// <summary>One column, by frame.</summary>
    internal ReadOnlySpan<int> this[FrameColumn column] => _numbers.AsSpan((int)column * _rows, Count);

    /// <summary>Where the frame stands.</summary>
    /// <param name="index">0 to one less than <see cref="Count"/>.</param>
    public GeoPoint PositionOf(int index) => new(this[FrameColumn.Longitude][index], this[FrameColumn.Latitude][index]);

    /// <summary>The frame's Unix time in milliseconds.</summary>
    /// <param name="index">0 to one less than <see cref="Count"/>.</param>
    public long TimeMsOf(int index) => TimesMs[index];

    /// <summary>Takes all frames out.</summary>
    public void Clear() => Count = 0;

    /// <summary>Puts a frame behind the last.</summary>
    public void Add(in QuantizedFrame frame)
    {
        if (Count == _rows)
            Grow();
        var at = Count++;
        _times[at] = frame.TimestampUtcMs;
        var numbers = _numbers;
        var rows = _rows;
        numbers[(int)FrameColumn.Accuracy * rows + at] = frame.AccuracyDm;
        numbers[(int)FrameColumn.Heading * rows + at] = frame.HeadingTenths;
        numbers[(int)FrameColumn.Speed * rows + at] = frame.SpeedCmps;
        numbers[(int)FrameColumn.YawRate * rows + at] = frame.YawRateCdps;
        numbers[(int)FrameColumn.Curvature * rows + at] = frame.CurvatureE5;
        numbers[(int)FrameColumn.LaneOffsetLeft * rows + at] = frame.LaneOffsetLeftCm;
        numbers[(int)FrameColumn.LaneOffsetRight * rows + at] = frame.LaneOffsetRightCm;
        numbers[(int)FrameColumn.Latitude * rows + at] = frame.Position.LatE7;
        numbers[(int)FrameColumn.Longitude * rows + at] = frame.Position.LonE7;
    }

    private void Grow()
    {
        var numbers = new int[s_columns * _rows * 2];
        for (var column = 0; column < s_columns; column++)
            _numbers.AsSpan(column * _rows, _rows).CopyTo(numbers.AsSpan(column * _rows * 2));
        _numbers = numbers;
        Array.Resize(ref _times, _rows * 2);
        _rows *= 2;
    }
}
