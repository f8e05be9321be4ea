using System.Globalization;
using System.Reflection;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>The SQL that this assembly carries.</summary>
internal static class EmbeddedSql
{
    private const string MigrationsFolder = "Migrations.";
    private static readonly Assembly s_assembly = typeof(EmbeddedSql).Assembly;

    /// <summary>Migrations in order of their number, which is the file name's first four digits, from 1 without gaps.</summary>
    public static IReadOnlyList<(int Number, string Name)> Migrations { get; } =
        [.. s_assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(MigrationsFolder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(MigrationsFolder.Length, 4), NumberStyles.None, CultureInfo.InvariantCulture), name))];

    /// <summary>The text of a resource.</summary>
    public static string Read(string name)
    {
        using var stream = s_assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly carries no {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
