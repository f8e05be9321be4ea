using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace Telemetry.MapApi.Http;

/// <summary>
/// Entity tags from the map's version: whoever holds an answer of the same version is told so without a query. Weak, because
/// the same content may be compressed in several ways.
/// </summary>
internal static class VersionTag
{
    /// <summary>Sets the response's tag; true where the request holds it already and 304 is to be answered.</summary>
    public static bool IsHeld(HttpContext context, long version)
    {
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"v{version}\""), isWeak: true);
        context.Response.GetTypedHeaders().ETag = tag;
        foreach (var held in context.Request.GetTypedHeaders().IfNoneMatch)
        {
            if (held.Equals(EntityTagHeaderValue.Any) || held.Compare(tag, useStrongComparison: false))
                return true;
        }

        return false;
    }
}
