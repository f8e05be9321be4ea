using Telemetry.Contracts.Geography;

namespace Telemetry.Evaluation.Inputs;

/// <summary>Reads the routes that were really driven.</summary>
public static class TruthReader
{
    /// <summary>
    /// Reads a CSV file (also <c>.gz</c>) with the columns <c>id</c> and <c>wkt</c> or <c>geometry</c>: lines in the direction of travel.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <returns>Lines by drive id; several rows of one id are put together.</returns>
    /// <exception cref="InputFormatException">A row cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<GeoPoint[]>> Read(string path)
    {
        using var table = new CsvTable(path);
        int id = table.Required("id"), wkt = table.Required("wkt", "geometry");
        var routes = new Dictionary<string, List<GeoPoint[]>>(StringComparer.Ordinal);
        while (table.Next())
        {
            if (!routes.TryGetValue(table.Text(id), out var lines))
                routes.Add(table.Text(id), lines = []);
            lines.AddRange(table.Lines(wkt));
        }

        return routes.ToDictionary(route => route.Key, route => (IReadOnlyList<GeoPoint[]>)route.Value, StringComparer.Ordinal);
    }
}
