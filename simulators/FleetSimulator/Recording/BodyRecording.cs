using System.Globalization;

namespace Telemetry.FleetSimulator.Recording;

/// <summary>
/// A folder of request bodies as they were posted and acknowledged, one file each, numbered in the order of their
/// acknowledgement. The name's ending says how to send it again: <c>000001.pb.gz</c>, <c>000002.json</c>.
/// </summary>
public sealed class BodyRecording(string folder)
{
    private const string Bodies = "bodies";
    private int _count = Directory.Exists(Path.Combine(folder, Bodies)) ? Directory.EnumerateFiles(Path.Combine(folder, Bodies)).Count() : 0;

    /// <summary>How many bodies it holds.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Where the base map that was in force is kept.</summary>
    public string BaseMapFolder => Path.Combine(folder, "base-map");

    /// <summary>An extract that takes the place of <see cref="BaseMapFolder"/> in a simulated recording.</summary>
    public string BaseMapFile => Path.Combine(folder, "base-map.osm.pbf");

    /// <summary>Adds an acknowledged body. Safe for use by many threads.</summary>
    public async Task AddAsync(RecordedBody body, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, Bodies));
        var number = Interlocked.Increment(ref _count);
        var name = string.Create(CultureInfo.InvariantCulture, $"{number:D6}{EndingOf(body)}");
        await File.WriteAllBytesAsync(Path.Combine(folder, Bodies, name), body.Bytes, cancellationToken);
    }

    /// <summary>The recorded bodies' names, in the order recorded.</summary>
    /// <exception cref="InvalidDataException">The folder holds no recording.</exception>
    public IReadOnlyList<string> List() => Directory.Exists(Path.Combine(folder, Bodies))
        ? [.. Directory.EnumerateFiles(Path.Combine(folder, Bodies)).Order(StringComparer.Ordinal)]
        : throw new InvalidDataException($"{folder} holds no recording: ./telemetry record DIR or demo --record DIR makes one.");

    /// <summary>Reads a body that <see cref="List"/> named.</summary>
    /// <exception cref="InvalidDataException">The file's name does not say how to send it.</exception>
    public static async Task<RecordedBody> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var name = Path.GetFileName(path);
        var encoding = name.EndsWith(".gz", StringComparison.Ordinal) ? "gzip" : name.EndsWith(".br", StringComparison.Ordinal) ? "br" : null;
        var bare = encoding is null ? name : name[..^3];
        var type = Path.GetExtension(bare) switch
        {
            ".pb" => "application/x-protobuf",
            ".json" => "application/json",
            _ => throw new InvalidDataException($"{name} is not a recorded body: it must end in .pb or .json, then .gz or .br or nothing."),
        };
        return new RecordedBody(await File.ReadAllBytesAsync(path, cancellationToken), type, encoding);
    }

    private static string EndingOf(RecordedBody body) =>
        (body.MediaType == "application/json" ? ".json" : ".pb") + body.Encoding switch
        {
            null => "",
            "gzip" => ".gz",
            "br" => ".br",
            var other => throw new InvalidDataException($"A body encoded as {other} cannot have been acknowledged."),
        };
}
