using System.Buffers.Binary;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A part of ids, looked up in place. Layout: envelope <c>R</c>; first hour; number of hours; the number of ids of each hour;
/// then 8 bytes per id, big-endian, by hour and ascending within it.
/// </summary>
internal sealed class IdRun
{
    private const int MaxHours = 24;
    private const int MaxIds = 8_000;
    private const int IdSize = 8;

    private readonly ReadOnlyMemory<byte> _ids;
    private readonly int _firstHour;
    private readonly int[] _ends;

    private IdRun(int firstHour, int[] ends, ReadOnlyMemory<byte> ids) => (_firstHour, _ends, _ids) = (firstHour, ends, ids);

    /// <exception cref="EvidenceFormatException">The bytes are not such a part.</exception>
    public static IdRun Open(ReadOnlyMemory<byte> bytes)
    {
        var content = Envelope.Open(bytes.Span, Envelope.IdRun);
        var reader = new ByteReader(content);
        var firstHour = reader.ReadInt(int.MaxValue - MaxHours);
        var ends = new int[reader.ReadInt(MaxHours)];
        var sum = 0;
        for (var i = 0; i < ends.Length; i++)
            ends[i] = sum += reader.ReadInt(MaxIds);
        if (reader.Remaining != sum * IdSize)
            throw ByteReader.Bad("a run of ids has another length than it says");
        var run = new IdRun(firstHour, ends, bytes.Slice(2 + content.Length - reader.Remaining, sum * IdSize));
        run.CheckOrder();
        return run;
    }

    /// <summary>A part of ids that are sorted by hour and then fingerprint, all of one day, at least one, at most 8,000.</summary>
    public static byte[] Encode(ReadOnlySpan<(int Hour, ulong Fingerprint)> ids)
    {
        var counts = new int[ids[^1].Hour - ids[0].Hour + 1];
        foreach (var id in ids)
            counts[id.Hour - ids[0].Hour]++;
        var writer = Envelope.Begin(Envelope.IdRun);
        writer.WriteVarint(ids[0].Hour);
        writer.WriteVarint(counts.Length);
        foreach (var count in counts)
            writer.WriteVarint(count);
        foreach (var id in ids)
            writer.WriteUInt64(id.Fingerprint);
        return Envelope.End(writer);
    }

    public bool Contains(int hour, ulong fingerprint)
    {
        var index = hour - _firstHour;
        if (index < 0 || index >= _ends.Length)
            return false;
        int low = index == 0 ? 0 : _ends[index - 1], high = _ends[index] - 1;
        var ids = _ids.Span;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var found = At(ids, middle);
            if (found == fingerprint)
                return true;
            if (found < fingerprint)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return false;
    }

    public void CopyTo(List<(int Hour, ulong Fingerprint)> ids)
    {
        var index = 0;
        for (var hour = 0; hour < _ends.Length; hour++)
            for (; index < _ends[hour]; index++)
                ids.Add((_firstHour + hour, At(_ids.Span, index)));
    }

    private void CheckOrder()
    {
        var ids = _ids.Span;
        var begin = 0;
        foreach (var end in _ends)
        {
            for (var i = begin + 1; i < end; i++)
                if (At(ids, i - 1) >= At(ids, i))
                    throw ByteReader.Bad("a run of ids is not sorted");
            begin = end;
        }
    }

    private static ulong At(ReadOnlySpan<byte> ids, int index) =>
        BinaryPrimitives.ReadUInt64BigEndian(ids.Slice(index * IdSize, IdSize));
}
