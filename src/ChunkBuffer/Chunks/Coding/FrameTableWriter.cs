using Telemetry.ChunkBuffer.Frames;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>
/// Writes the frames of one message after the other, each column coded by itself. What it works in is kept from message to message. Not safe
/// for use by many threads.
/// </summary>
internal sealed class FrameTableWriter
{
    private const int Circle = 3_600;

    private readonly NarrowColumn _narrow = new();
    private int[] _numbers = [];
    private long[] _steps = [];
    private long[] _wide = [];
    private long[] _residuals = [];

    /// <summary>Writes all columns.</summary>
    /// <param name="writer">Takes the frames' bits.</param>
    /// <param name="frames">At least one.</param>
    public void Write(BlockWriter writer, FrameTable frames)
    {
        Reserve(frames.Count);
        var times = frames.TimesMs;
        var headings = frames[FrameColumn.Heading];
        var speeds = frames[FrameColumn.Speed];
        WriteTimes(writer, times);
        Write(writer, frames[FrameColumn.Accuracy], []);
        var circular = !headings.ContainsAnyExceptInRange(0, Circle - 1);
        writer.Bits(circular ? 1UL : 0, 1);
        Write(writer, circular ? Unwound(headings) : headings, []);
        Write(writer, speeds, []);
        for (var column = FrameColumn.YawRate; column <= FrameColumn.LaneOffsetRight; column++)
            WriteOptional(writer, frames[column]);

        var steps = circular ? _steps.AsSpan(0, frames.Count) : [];
        var lats = frames[FrameColumn.Latitude];
        if (circular)
            DeadReckoning.North(times, headings, speeds, steps);
        Write(writer, lats, steps);
        if (circular)
            DeadReckoning.East(times, headings, speeds, lats[0], steps);
        Write(writer, frames[FrameColumn.Longitude], steps);
    }

    private void Reserve(int count)
    {
        if (_numbers.Length >= count)
            return;
        _numbers = new int[count];
        _steps = new long[count];
        _wide = new long[count];
        _residuals = new long[count];
    }

    private void WriteTimes(BlockWriter writer, ReadOnlySpan<long> times)
    {
        var sinceFirst = _numbers.AsSpan(0, times.Length);
        for (var i = 0; i < times.Length; i++)
        {
            var time = unchecked(times[i] - times[0]);
            if (time is < 0 or > NarrowColumn.Widest)
            {
                RiceColumn.Write(writer, times, _residuals, []);
                return;
            }

            sinceFirst[i] = (int)time;
        }

        if (!_narrow.TryWrite(writer, times[0], sinceFirst, []))
            RiceColumn.Write(writer, times, _residuals, []);
    }

    // By far most columns are narrow; the others lose nothing but time.
    private void Write(BlockWriter writer, ReadOnlySpan<int> values, ReadOnlySpan<long> steps)
    {
        if (_narrow.TryWrite(writer, values[0], values, steps))
            return;
        var wide = _wide.AsSpan(0, values.Length);
        for (var i = 0; i < values.Length; i++)
            wide[i] = values[i];
        RiceColumn.Write(writer, wide, _residuals, steps);
    }

    private ReadOnlySpan<int> Unwound(ReadOnlySpan<int> headings)
    {
        var unwound = _numbers.AsSpan(0, headings.Length);
        unwound[0] = headings[0];
        for (var i = 1; i < headings.Length; i++)
        {
            var turn = headings[i] - headings[i - 1];
            unwound[i] = unwound[i - 1] + turn + (turn < -Circle / 2 ? Circle : turn >= Circle / 2 ? -Circle : 0);
        }

        return unwound;
    }

    /// <summary>Two bits: none, all or some are there; for some, a bit per frame; then the ones that are there.</summary>
    private void WriteOptional(BlockWriter writer, ReadOnlySpan<int> values)
    {
        var absent = values.Count(QuantizedFrame.Absent);
        if (absent == 0)
        {
            writer.Bits(1, 2);
            Write(writer, values, []);
            return;
        }

        writer.Bits(absent == values.Length ? 0UL : 2UL, 2);
        if (absent == values.Length)
            return;
        var count = 0;
        foreach (var value in values)
        {
            writer.Bits(value == QuantizedFrame.Absent ? 0UL : 1, 1);
            if (value != QuantizedFrame.Absent)
                _numbers[count++] = value;
        }

        Write(writer, _numbers.AsSpan(0, count), []);
    }
}
