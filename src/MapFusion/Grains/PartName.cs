using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Telemetry.MapFusion.Grains;

/// <summary>Names of parts: a letter for the kind and 64 bits of a hash of the nonce, so that a head names many in few bytes.</summary>
internal static class PartName
{
    public const char DayPart = 'd';
    public const char IdRun = 'r';

    public static ulong Of(string nonce, int index)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{nonce}/{index}");
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    public static string Text(char kind, ulong name) => string.Create(CultureInfo.InvariantCulture, $"{kind}{name:x16}");
}
