using Telemetry.RoadNetwork.Model;
using Telemetry.RoadNetwork.Wire;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>The texts of a cell, each once and in ordinal order; number 0 stands for none.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public TextTable(RoadCell cell)
    {
        foreach (var segment in cell.Segments)
            Collect(segment);
        foreach (var restriction in cell.TurnRestrictions)
            Collect(restriction.Condition);
        string[] sorted = [.. _numbers.Keys];
        Array.Sort(sorted, StringComparer.Ordinal);
        for (var i = 0; i < sorted.Length; i++)
            _numbers[sorted[i]] = i + 1;
        Texts = sorted;
    }

    /// <summary>The texts by number, from 1.</summary>
    public IReadOnlyList<string> Texts { get; }

    /// <summary>The number of a text that the cell holds; 0 for null.</summary>
    public int this[string? text] => text is null ? 0 : _numbers[text];

    public void Write(CompactWriter writer)
    {
        writer.Varint((ulong)Texts.Count);
        foreach (var text in Texts)
            writer.Text(text);
    }

    /// <summary>The texts by number, null for 0.</summary>
    /// <exception cref="FormatException">They are not in ordinal order, or not as <see cref="Write"/> writes them.</exception>
    public static string?[] Read(ref CompactReader reader)
    {
        // A text takes at least a byte, so that a hostile count cannot ask for more memory than was sent.
        var texts = new string?[reader.Int(reader.Left) + 1];
        for (var i = 1; i < texts.Length; i++)
        {
            texts[i] = reader.Text();
            if (i > 1 && string.CompareOrdinal(texts[i - 1], texts[i]) >= 0)
                throw new FormatException($"text {i} is out of order");
        }

        return texts;
    }

    /// <summary>The text of the number that comes next.</summary>
    /// <exception cref="FormatException">It is 0, or there is no such text.</exception>
    public static string ReadOne(ref CompactReader reader, ReadOnlySpan<string?> texts) =>
        texts[reader.Int(texts.Length - 1)] ?? throw new FormatException("a text is missing");

    private void Collect(RoadSegment segment)
    {
        Collect(segment.Name);
        Collect(segment.Country);
        foreach (var limit in segment.ConditionalLimits)
            Collect(limit.Condition);
        foreach (var access in segment.AccessConditions)
            Collect(access.Condition);
        foreach (var sign in segment.Signs)
            Collect(sign.Code);
    }

    private void Collect(string? text)
    {
        if (text is not null)
            _numbers.TryAdd(text, 0);
    }
}
