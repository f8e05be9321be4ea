using System.Globalization;
using Telemetry.Contracts.Geography;
using Telemetry.HttpHosting.Problems;

namespace Telemetry.MapApi.Http;

/// <summary>Reads query parameters; the first one that cannot be used is kept in <see cref="Error"/>.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    /// <summary>The first parameter that could not be read; null while all could.</summary>
    public Problem? Error { get; private set; }

    /// <summary>A whole number in a range, or <paramref name="otherwise"/> where the parameter is absent.</summary>
    public long Whole(string field, long otherwise, long least, long most)
    {
        if (Single(field) is not { } text)
            return otherwise;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) &&
            value >= least && value <= most)
            return value;
        Refuse(field, string.Create(CultureInfo.InvariantCulture, $"must be a whole number from {least} to {most}."));
        return otherwise;
    }

    /// <summary>A number in a range; null where the parameter is absent.</summary>
    public double? Number(string field, double least, double most)
    {
        if (Single(field) is not { } text)
            return null;
        if (TryNumber(text, out var value) && value >= least && value <= most)
            return value;
        Refuse(field, string.Create(CultureInfo.InvariantCulture, $"must be a number from {least} to {most}."));
        return null;
    }

    /// <summary>A number in a range that must be there.</summary>
    public double RequiredNumber(string field, double least, double most)
    {
        if (Single(field) is null)
            Refuse(field, "is missing.");
        return Number(field, least, most) ?? 0;
    }

    /// <summary>A box <c>west,south,east,north</c> in degrees; null where the parameter is absent.</summary>
    public GeoBox? Box(string field)
    {
        if (Single(field) is not { } text)
            return null;
        var parts = text.Split(',');
        if (parts.Length == 4 &&
            TryNumber(parts[0], out var west) && TryNumber(parts[1], out var south) &&
            TryNumber(parts[2], out var east) && TryNumber(parts[3], out var north) &&
            Math.Abs(west) <= 180 && Math.Abs(east) <= 180 && Math.Abs(south) <= 90 && Math.Abs(north) <= 90 &&
            west <= east && south <= north)
            return GeoBox.Around([GeoPoint.FromDegrees(west, south), GeoPoint.FromDegrees(east, north)]);
        Refuse(field, "must be four numbers west,south,east,north in degrees, west at most east and south at most north.");
        return null;
    }

    /// <summary>The parameter's text; null where it is absent. Given twice, it is refused.</summary>
    public string? Single(string field)
    {
        var values = query[field];
        if (values.Count > 1)
            Refuse(field, "is given more than once.");
        return values.Count == 0 ? null : values[0];
    }

    /// <summary>Notes that a parameter cannot be used.</summary>
    public void Refuse(string field, string message) => Error ??= Problem.Malformed(field, message);

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
