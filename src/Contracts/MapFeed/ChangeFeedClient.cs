using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;

namespace Telemetry.Contracts.MapFeed;

/// <summary>
/// Reads the change feed of a map API. Applying every update from cursor 0 gives exactly the published map. Safe for use by
/// many threads as far as the <see cref="HttpClient"/> is, whose base address is the map API's.
/// </summary>
public sealed class ChangeFeedClient(HttpClient http)
{
    private const int PageSize = 5000;

    /// <summary>One page behind a cursor.</summary>
    /// <param name="since">The cursor of the page before; 0 from the start.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="FeedCursorExpiredException">The cursor is too old: drop the copy and start again from 0.</exception>
    /// <exception cref="HttpRequestException">The service cannot be reached or answers with another error.</exception>
    public async Task<FeedPage> ReadAsync(long since, CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"v1/updates?since={since}&limit={PageSize}");
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.Gone)
            throw new FeedCursorExpiredException(since);
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(FeedJson.Default.FeedPage, cancellationToken).ConfigureAwait(false)
            ?? throw new HttpRequestException("The map API answered with an empty document.");
    }

    /// <summary>All pages behind a cursor until the feed has no more for now.</summary>
    public async IAsyncEnumerable<FeedPage> ReadToEndAsync(
        long since, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        FeedPage page;
        do
        {
            page = await ReadAsync(since, cancellationToken).ConfigureAwait(false);
            since = page.Cursor;
            yield return page;
        }
        while (page.More);
    }
}
