using System.Buffers;
using Telemetry.ChunkBuffer.Frames;
using Telemetry.Contracts.Geography;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>The frames of one message as columns of numbers, each coded by itself, in the order of <see cref="Column"/>.</summary>
internal static class FrameColumns
{
    private const int Columns = 10;
    private const int Circle = 3_600;

    private enum Column
    {
        Time,
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

    /// <summary>Fills <paramref name="frames"/> (at least one) as <see cref="FrameTableWriter"/> wrote them.</summary>
    public static void Read(ref BlockReader reader, Span<QuantizedFrame> frames)
    {
        var count = frames.Length;
        var rented = ArrayPool<long>.Shared.Rent((Columns + 2) * count);
        try
        {
            var columns = new Table(rented, count);
            var steps = columns[Columns + 1];
            RiceColumn.Read(ref reader, columns[Column.Time], []);
            RiceColumn.Read(ref reader, columns[Column.Accuracy], []);
            var circular = reader.Bits(1) == 1;
            RiceColumn.Read(ref reader, columns[Column.Heading], []);
            if (circular)
                Wind(columns[Column.Heading]);
            RiceColumn.Read(ref reader, columns[Column.Speed], []);
            for (var column = Column.YawRate; column <= Column.LaneOffsetRight; column++)
                ReadOptional(ref reader, columns[column], columns[Columns]);

            var times = columns[Column.Time];
            var headings = columns[Column.Heading];
            var speeds = columns[Column.Speed];
            if (circular)
                DeadReckoning.North(times, headings, speeds, steps);
            RiceColumn.Read(ref reader, columns[Column.Latitude], circular ? steps : []);
            if (circular)
                DeadReckoning.East(times, headings, speeds, columns[Column.Latitude][0], steps);
            RiceColumn.Read(ref reader, columns[Column.Longitude], circular ? steps : []);
            Join(columns, frames);
        }
        finally
        {
            ArrayPool<long>.Shared.Return(rented);
        }
    }

    private static void ReadOptional(ref BlockReader reader, Span<long> column, Span<long> present)
    {
        switch (reader.Bits(2))
        {
            case 0:
                column.Fill(QuantizedFrame.Absent);
                return;
            case 1:
                RiceColumn.Read(ref reader, column, []);
                return;
            case 3:
                throw new ChunkFormatException("A column of a message says neither none, all nor some.");
        }

        var count = 0;
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = (long)reader.Bits(1);
            count += (int)column[i];
        }

        if (count == 0 || count == column.Length)
            throw new ChunkFormatException("A column of a message says some and means none or all.");
        RiceColumn.Read(ref reader, present[..count], []);
        var next = 0;
        for (var i = 0; i < column.Length; i++)
            column[i] = column[i] == 1 ? present[next++] : QuantizedFrame.Absent;
    }

    /// <summary>Headings that were unwound back into one turn.</summary>
    private static void Wind(Span<long> headings)
    {
        foreach (ref var heading in headings)
        {
            // Remainders are slow and seldom needed.
            if ((ulong)heading < Circle)
                continue;
            heading %= Circle;
            if (heading < 0)
                heading += Circle;
        }
    }

    private static void Join(Table columns, Span<QuantizedFrame> frames)
    {
        for (var column = Column.Accuracy; column <= Column.Longitude; column++)
        {
            if (columns[column].ContainsAnyExceptInRange(int.MinValue, int.MaxValue))
                throw new ChunkFormatException("A number in a message's frames is out of range.");
        }

        // Spans of one length each, so that the loop below looks nothing up.
        var times = columns[Column.Time];
        var accuracies = columns[Column.Accuracy];
        var headings = columns[Column.Heading];
        var speeds = columns[Column.Speed];
        var yawRates = columns[Column.YawRate];
        var curvatures = columns[Column.Curvature];
        var lefts = columns[Column.LaneOffsetLeft];
        var rights = columns[Column.LaneOffsetRight];
        var lats = columns[Column.Latitude];
        var lons = columns[Column.Longitude];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = new QuantizedFrame(
                times[i], new GeoPoint((int)lons[i], (int)lats[i]), (int)accuracies[i], (int)headings[i], (int)speeds[i],
                (int)yawRates[i], (int)curvatures[i], (int)lefts[i], (int)rights[i]);
        }
    }

    private readonly ref struct Table(long[] values, int rows)
    {
        public Span<long> this[Column column] => this[(int)column];

        public Span<long> this[int column] => values.AsSpan(column * rows, rows);
    }
}
