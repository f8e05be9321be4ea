using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// What a head holds. Layout: envelope <c>H</c>; grain kind; 0, or 1 and row and column of the home cell; newest event day
/// plus 1; the day before which ids are forgotten; number of day parts and for each name (8 bytes), first day, days more,
/// size; number of id runs and for each name (8 bytes), first hour, hours more, count; then the journal to the end: for each
/// entry the zigzag step of the event hour, fingerprint (8 bytes), length and payload. All other numbers are varints.
/// </summary>
internal sealed class HeadContent
{
    private const int MaxDay = 10_000_000;
    private const int MaxHour = MaxDay * Contributions.Contribution.HoursPerDay;
    private const int MaxPart = 64 * 1024;
    private const int RefSize = 14;

    public CellId? HomeCell { get; set; }

    /// <summary>The newest event day ever folded; -1 where nothing was.</summary>
    public int NewestDay { get; set; } = -1;

    /// <summary>Contributions of earlier days count as repetitions: their ids are gone.</summary>
    public int ForgottenBeforeDay { get; set; }

    public List<DayPartRef> DayParts { get; } = [];

    public List<IdRunRef> IdRuns { get; } = [];

    public List<JournalEntry> Journal { get; } = [];

    /// <summary>Bytes that the lists of parts take, about.</summary>
    public int IndexSize => (DayParts.Count + IdRuns.Count) * RefSize;

    /// <summary>True for hours that a head can hold.</summary>
    public static bool IsHour(int hour) => hour is >= 0 and < MaxHour;

    public byte[] Encode(GrainKind kind)
    {
        var writer = Envelope.Begin(Envelope.Head);
        writer.WriteByte((byte)kind);
        writer.WriteByte(HomeCell is null ? (byte)0 : (byte)1);
        if (HomeCell is { } cell)
        {
            writer.WriteVarint(cell.Row);
            writer.WriteVarint(cell.Column);
        }

        writer.WriteVarint(NewestDay + 1);
        writer.WriteVarint(ForgottenBeforeDay);
        writer.WriteVarint(DayParts.Count);
        foreach (var part in DayParts)
        {
            writer.WriteUInt64(part.Name);
            writer.WriteVarint(part.FirstDay);
            writer.WriteVarint(part.LastDay - part.FirstDay);
            writer.WriteVarint(part.Size);
        }

        writer.WriteVarint(IdRuns.Count);
        foreach (var run in IdRuns)
        {
            writer.WriteUInt64(run.Name);
            writer.WriteVarint(run.FirstHour);
            writer.WriteVarint(run.LastHour - run.FirstHour);
            writer.WriteVarint(run.Count);
        }

        WriteJournal(writer);
        return Envelope.End(writer);
    }

    /// <exception cref="EvidenceFormatException">The bytes are not a head of this kind of grain.</exception>
    public static HeadContent Decode(GrainKind kind, ReadOnlyMemory<byte> bytes)
    {
        var reader = new ByteReader(Envelope.Open(bytes.Span, Envelope.Head));
        if (reader.ReadByte() != (byte)kind)
            throw ByteReader.Bad("the head is of another kind of grain");
        var head = new HeadContent();
        if (reader.ReadInt(1) == 1)
            head.HomeCell = new CellId(reader.ReadInt(int.MaxValue), reader.ReadInt(int.MaxValue));
        head.NewestDay = reader.ReadInt(MaxDay) - 1;
        head.ForgottenBeforeDay = reader.ReadInt(MaxDay);
        var parts = reader.ReadCount(MaxPart, RefSize - 3);
        for (var i = 0; i < parts; i++)
        {
            var name = reader.ReadUInt64();
            var first = reader.ReadInt(MaxDay);
            head.DayParts.Add(new DayPartRef(name, first, first + reader.ReadInt(MaxDay - first), reader.ReadInt(MaxPart)));
        }

        var runs = reader.ReadCount(MaxPart, RefSize - 3);
        for (var i = 0; i < runs; i++)
        {
            var name = reader.ReadUInt64();
            var first = reader.ReadInt(MaxHour - 1);
            head.IdRuns.Add(new IdRunRef(name, first, first + reader.ReadInt(23), reader.ReadInt(MaxPart)));
        }

        head.ReadJournal(ref reader);
        return head;
    }

    private void WriteJournal(ByteWriter writer)
    {
        writer.WriteVarint(Journal.Count);
        var hour = 0;
        foreach (var entry in Journal)
        {
            writer.WriteZigzag(entry.EventHour - hour);
            writer.WriteUInt64(entry.Fingerprint);
            writer.WriteVarint(entry.Payload.Length);
            writer.WriteBytes(entry.Payload.Span);
            hour = entry.EventHour;
        }
    }

    private void ReadJournal(ref ByteReader reader)
    {
        var count = reader.ReadCount(MaxPart, 10);
        var hour = 0L;
        for (var i = 0; i < count; i++)
        {
            hour += reader.ReadZigzag(MaxHour);
            if (hour is < 0 or >= MaxHour)
                throw ByteReader.Bad("an event hour is out of range");
            var fingerprint = reader.ReadUInt64();
            Journal.Add(new JournalEntry((int)hour, fingerprint, reader.Take(reader.ReadInt(MaxPart)).ToArray()));
        }

        reader.ExpectEnd();
    }
}
