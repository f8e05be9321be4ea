using System.Globalization;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>Where a chunk lies in a store: <c>yyyy/MM/dd/HH/id</c>, the UTC hour in which it was closed in front.</summary>
internal static class ChunkKey
{
    private const string HourFormat = "yyyy'/'MM'/'dd'/'HH";

    public static string Of(ChunkId id) => $"{HourOf(id.CreatedAt)}/{id}";

    public static string HourOf(DateTimeOffset at) => at.UtcDateTime.ToString(HourFormat, CultureInfo.InvariantCulture);

    public static bool TryParseHour(string text, out DateTimeOffset hour) => DateTimeOffset.TryParseExact(
        text, HourFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out hour);
}
