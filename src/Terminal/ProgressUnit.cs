using System.Globalization;

namespace Telemetry.Terminal;

/// <summary>What a progress counts, and how its numbers are written.</summary>
/// <param name="Name">In the plural, as <c>segments</c>; a rate is written <c>segments/s</c>.</param>
/// <param name="Scale">What is counted makes this many of the unit: 1,000,000 bytes a MB.</param>
/// <param name="Format">How one number is written.</param>
public sealed record ProgressUnit(string Name, double Scale, string Format)
{
    /// <summary>Bytes, written in MB.</summary>
    public static ProgressUnit Bytes { get; } = new("MB", 1e6, "N1");

    /// <summary>Things that are counted one by one.</summary>
    public static ProgressUnit Of(string name) => new(name, 1, "N0");

    /// <summary>A number of them without the unit's name.</summary>
    public string Number(double count) => (count / Scale).ToString(Format, CultureInfo.InvariantCulture);

    /// <summary>So many per second: slow ones with a decimal, as <c>0.4 projects/s</c>.</summary>
    public string Rate(double perSecond) => string.Create(
        CultureInfo.InvariantCulture, $"{(perSecond / Scale).ToString(perSecond / Scale < 10 ? "N1" : "N0", CultureInfo.InvariantCulture)} {Name}/s");
}
