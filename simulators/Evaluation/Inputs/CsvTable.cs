using System.Globalization;
using System.IO.Compression;
using System.Text;
using Telemetry.Contracts.Geography;

namespace Telemetry.Evaluation.Inputs;

/// <summary>
/// A CSV file (RFC 4180: commas, a header, fields with commas in double quotes) read row by row, unpacked if its name ends in
/// <c>.gz</c>. Not thread-safe.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private readonly string _name;
    private readonly StreamReader _reader;
    private readonly List<string> _header;
    private readonly StringBuilder _field = new();
    private List<string> _row = [];
    private int _line;

    /// <summary>Opens a file and reads its header.</summary>
    /// <exception cref="InputFormatException">The file is empty.</exception>
    public CsvTable(string path)
    {
        _name = Path.GetFileName(path);
        Stream stream = File.OpenRead(path);
        if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            stream = new GZipStream(stream, CompressionMode.Decompress);
        _reader = new StreamReader(stream, Encoding.UTF8);
        if (!Next())
            throw Problem("there is no header");
        _header = [.. _row.Select(name => name.Trim())];
    }

    /// <summary>The column of that name, whatever its case; -1 where there is none.</summary>
    public int Column(string name) => _header.FindIndex(h => string.Equals(h, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first of the columns that is there; -1 where none is.</summary>
    public int FirstColumn(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            if (Column(name) is >= 0 and var column)
                return column;
        return -1;
    }

    /// <summary>The first of the columns that is there.</summary>
    /// <exception cref="InputFormatException">None is.</exception>
    public int Required(params ReadOnlySpan<string> names) =>
        FirstColumn(names) is >= 0 and var column ? column : throw Problem($"there is no column {string.Join(" or ", names.ToArray())}");

    /// <summary>Goes to the next row that is not empty; false at the end.</summary>
    public bool Next()
    {
        while (_reader.ReadLine() is { } line)
        {
            _line++;
            if (line.Length == 0)
                continue;
            Split(line);
            return true;
        }

        return false;
    }

    /// <summary>A field of the row; empty where the row is shorter.</summary>
    public string Text(int column) => column < _row.Count ? _row[column] : "";

    /// <summary>A number; NaN where the column is absent (-1) or the field empty.</summary>
    /// <exception cref="InputFormatException">It is not a number.</exception>
    public double Number(int column)
    {
        if (column < 0 || Text(column) is not { Length: > 0 } text)
            return double.NaN;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Problem($"'{text}' is not a number");
    }

    /// <summary>A position from two columns in degrees.</summary>
    /// <exception cref="InputFormatException">It is not on the planet.</exception>
    public GeoPoint Point(int lonColumn, int latColumn)
    {
        double lon = Number(lonColumn), lat = Number(latColumn);
        // The negated form refuses NaN as well.
        if (!(Math.Abs(lon) <= 180) || !(Math.Abs(lat) <= 90))
            throw Problem("the position is not on the planet");
        return GeoPoint.FromDegrees(lon, lat);
    }

    /// <summary>The lines of a field in well-known text.</summary>
    /// <exception cref="InputFormatException">It is not well-known text of a kind known here.</exception>
    public List<GeoPoint[]> Lines(int column) =>
        WellKnownText.TryRead(Text(column), out var lines) ? lines : throw Problem("the geometry cannot be read");

    /// <summary>An error at the row at hand.</summary>
    public InputFormatException Problem(string problem) => new(_name, Math.Max(_line, 1), problem);

    /// <inheritdoc/>
    public void Dispose() => _reader.Dispose();

    private void Split(string line)
    {
        _row = [];
        _field.Clear();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (c == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
                _field.Append(line[i++]);
            else if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                EndField();
            else
                _field.Append(c);
        }

        EndField();
    }

    private void EndField()
    {
        _row.Add(_field.ToString());
        _field.Clear();
    }
}
