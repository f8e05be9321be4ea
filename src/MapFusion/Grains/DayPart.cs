using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A part of day aggregates. Layout: envelope <c>D</c>; number of slices; for each its day, its length and its bytes. A day
/// may have several slices, in one part or in many: together they merge to the day.
/// </summary>
internal static class DayPart
{
    private const int MaxDay = 10_000_000;
    private const int MaxSlices = 64 * 1024;

    /// <summary>Adds every slice to the day it is of.</summary>
    /// <exception cref="EvidenceFormatException">The bytes are not such a part.</exception>
    public static void AddTo<TDay>(SortedDictionary<int, TDay> days, ReadOnlyMemory<byte> bytes)
        where TDay : class, IDayEvidence<TDay>
    {
        var reader = new ByteReader(Envelope.Open(bytes.Span, Envelope.DayPart));
        var count = reader.ReadCount(MaxSlices, 2);
        for (var i = 0; i < count; i++)
        {
            var day = reader.ReadInt(MaxDay);
            var slice = new ByteReader(reader.Take(reader.ReadInt(int.MaxValue)));
            var evidence = TDay.Decode(ref slice);
            slice.ExpectEnd();
            if (days.TryGetValue(day, out var known))
                known.Merge(evidence);
            else
                days.Add(day, evidence);
        }

        reader.ExpectEnd();
    }

    /// <summary>Packs days into as few parts as go into <paramref name="maxBytes"/> each, by day.</summary>
    public static IReadOnlyList<(int FirstDay, int LastDay, byte[] Bytes)> Pack<TDay>(
        SortedDictionary<int, TDay> days, int maxBytes)
        where TDay : class, IDayEvidence<TDay>
    {
        var parts = new List<(int, int, byte[])>();
        var slices = new List<(int Day, byte[] Bytes)>();
        var size = 0;
        foreach (var (day, evidence) in days)
            foreach (var slice in evidence.Encode(maxBytes))
            {
                if (size + slice.Length > maxBytes && slices.Count > 0)
                {
                    parts.Add(Close(slices));
                    slices.Clear();
                    size = 0;
                }

                slices.Add((day, slice));
                size += slice.Length + 8;
            }

        if (slices.Count > 0)
            parts.Add(Close(slices));
        return parts;
    }

    private static (int FirstDay, int LastDay, byte[] Bytes) Close(List<(int Day, byte[] Bytes)> slices)
    {
        var writer = Envelope.Begin(Envelope.DayPart);
        writer.WriteVarint(slices.Count);
        foreach (var (day, bytes) in slices)
        {
            writer.WriteVarint(day);
            writer.WriteVarint(bytes.Length);
            writer.WriteBytes(bytes);
        }

        return (slices[0].Day, slices[^1].Day, Envelope.End(writer));
    }
}
