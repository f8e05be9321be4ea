using System.Globalization;
using System.IO.Compression;
using System.Xml;
using Telemetry.Contracts.Geography;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation.Inputs;

/// <summary>
/// Reads recorded drives from GPX files (https://www.topografix.com/GPX/1/1/, and 1.0): the points of tracks, each segment of a
/// track a drive. Waypoints and routes are left out: nobody drove them.
/// </summary>
public static class GpxReader
{
    private const long MostCharacters = 1L << 30;

    /// <summary>
    /// Reads a file (also <c>.gz</c>). <c>speed</c> (m/s) and <c>course</c> (degrees) are read where a point has them, as in GPX 1.0
    /// or in extensions of 1.1.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>In the file's order; fixes by time. Segments without points are left out.</returns>
    /// <exception cref="InputFormatException">It is not XML, not GPX, or a point has no place or time.</exception>
    public static IReadOnlyList<Drive> Read(string path)
    {
        using var file = File.OpenRead(path);
        using Stream stream = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionMode.Decompress) : file;
        return Read(Path.GetFileName(path), stream);
    }

    /// <summary>Reads GPX from a stream, which stays open.</summary>
    /// <param name="name">What error messages call it, and what the drives' ids begin with.</param>
    /// <param name="stream">The XML.</param>
    /// <inheritdoc cref="Read(string)"/>
    public static IReadOnlyList<Drive> Read(string name, Stream stream)
    {
        // A document type could name entities that grow without end or lie elsewhere.
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostCharacters, IgnoreComments = true,
        };
        using var xml = XmlReader.Create(stream, settings);
        try
        {
            return new Tracks(name, xml).Read();
        }
        catch (XmlException e)
        {
            throw new InputFormatException(name, Math.Max(e.LineNumber, 1), $"this is not well-formed XML without a document type ({e.Message})");
        }
        catch (InvalidDataException e)
        {
            throw new InputFormatException(name, 1, $"the file cannot be unpacked ({e.Message})");
        }
    }

    private sealed class Tracks(string name, XmlReader xml)
    {
        private readonly List<Drive> _drives = [];
        private readonly List<Fix> _fixes = [];
        private int _track;
        private int _segment;

        public IReadOnlyList<Drive> Read()
        {
            if (xml.MoveToContent() != XmlNodeType.Element || xml.LocalName != "gpx")
                throw Problem("the root element is not gpx");
            while (xml.Read())
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "trkseg")
                    EndSegment();
                if (xml.NodeType != XmlNodeType.Element)
                    continue;
                if (xml.LocalName == "trk")
                    (_track, _segment) = (_track + 1, 0);
                else if (xml.LocalName == "trkseg")
                    _segment++;
                else if (xml.LocalName == "trkpt")
                    _fixes.Add(Point());
            }

            return _drives;
        }

        private void EndSegment()
        {
            if (_fixes.Count > 0)
                _drives.Add(new Drive(
                    string.Create(CultureInfo.InvariantCulture, $"{name}/{_track}/{_segment}"), [.. _fixes.OrderBy(fix => fix.TimeMs)]));
            _fixes.Clear();
        }

        private Fix Point()
        {
            var problem = Problem("a track point needs lat and lon on the planet");
            double lat = Attribute("lat", 90) ?? throw problem, lon = Attribute("lon", 180) ?? throw problem;
            var untimed = Problem("a track point has no time: a drive without times cannot be replayed");
            long? time = null;
            float speed = float.NaN, course = float.NaN;
            if (!xml.IsEmptyElement)
            {
                var depth = xml.Depth;
                while (xml.Read() && xml.Depth > depth)
                {
                    if (xml.NodeType != XmlNodeType.Element)
                        continue;
                    if (xml.LocalName == "time")
                        time = Time();
                    else if (xml.LocalName == "speed")
                        speed = Number(DriveReader.LargestSpeedMps);
                    else if (xml.LocalName == "course")
                        course = Number(360);
                }
            }

            return new Fix(time ?? throw untimed, GeoPoint.FromDegrees(lon, lat), course, speed, float.NaN);
        }

        private double? Attribute(string attribute, double largest) =>
            double.TryParse(xml.GetAttribute(attribute), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) &&
            Math.Abs(degrees) <= largest ? degrees : null;

        private long Time()
        {
            var text = Content();
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                ? time.ToUnixTimeMilliseconds()
                : throw Problem($"'{text}' is not a time");
        }

        private float Number(double largest)
        {
            var element = xml.LocalName;
            var text = Content();
            return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= 0 && number <= largest
                ? number
                : throw Problem(FormattableString.Invariant($"{element} '{text}' is not 0 to {largest}"));
        }

        // Reads up to the end tag but not past it, so that no element is skipped.
        private string Content()
        {
            if (xml.IsEmptyElement)
                return "";
            var text = "";
            while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType == XmlNodeType.Element)
                    throw Problem("an element stands where a value should");
                text += xml.Value;
            }

            return text.Trim();
        }

        private InputFormatException Problem(string problem) =>
            new(name, xml is IXmlLineInfo { LineNumber: > 0 } at ? at.LineNumber : 1, problem);
    }
}
