using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// Writes the canonical GeoJSON of a feature: one line, no blanks, properties in the order added, numbers independent of culture,
/// coordinates with seven decimals. For one thread.
/// </summary>
internal sealed class FeatureText
{
    private readonly StringBuilder _text = new(512);
    private readonly MapCollection _collection;
    private readonly string _id;
    private readonly IReadOnlyList<GeoPoint> _line;
    private bool _hasProperty;

    public FeatureText(MapCollection collection, string id, IReadOnlyList<GeoPoint> line)
    {
        (_collection, _id, _line) = (collection, id, line);
        _text.Append("{\"type\":\"Feature\",\"id\":\"").Append(id)
            .Append("\",\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
        for (var i = 0; i < line.Count; i++)
        {
            _text.Append(i == 0 ? "[" : ",[");
            AppendDegrees(line[i].LonE7);
            _text.Append(',');
            AppendDegrees(line[i].LatE7);
            _text.Append(']');
        }

        _text.Append("]},\"properties\":{");
    }

    /// <summary>A text as JSON.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Texts as a JSON array.</summary>
    public static string Array(IEnumerable<string> texts) => $"[{string.Join(',', texts.Select(Quoted))}]";

    public FeatureText Text(string name, string value)
    {
        Name(name).Append(Quoted(value));
        return this;
    }

    /// <summary>A number, boolean or array as it is.</summary>
    public FeatureText Raw(string name, string json)
    {
        Name(name).Append(json);
        return this;
    }

    public FeatureText Number(string name, long value)
    {
        Name(name).Append(CultureInfo.InvariantCulture, $"{value}");
        return this;
    }

    public FeatureText Flag(string name, bool value) => Raw(name, value ? "true" : "false");

    public MapFeature Build() => new(_collection, _id, [.. _line], _text.Append("}}").ToString());

    private StringBuilder Name(string name)
    {
        if (_hasProperty)
            _text.Append(',');
        _hasProperty = true;
        return _text.Append('"').Append(name).Append("\":");
    }

    private void AppendDegrees(int e7)
    {
        if (e7 < 0)
            _text.Append('-');
        var magnitude = Math.Abs((long)e7);
        _text.Append(CultureInfo.InvariantCulture, $"{magnitude / 10_000_000}.{magnitude % 10_000_000:0000000}");
    }
}
