using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Telemetry.Contracts.Http;
using Telemetry.LoadTest.Traffic;

namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>
/// Posts messages at their times and asks for each one's receipt until it is applied: what a vehicle sees of the platform's
/// freshness. Whatever the platform does, the next message is posted when it is due.
/// </summary>
internal sealed class FreshnessProbe : IDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(100);
    private readonly HttpClient _http;
    private readonly TimeProvider _time;
    private readonly ConcurrentBag<FreshnessPoint> _points = [];

    /// <param name="receiver">Where to post.</param>
    /// <param name="token">A token for the messages' fleet.</param>
    /// <param name="time">The clock.</param>
    public FreshnessProbe(Uri receiver, string token, TimeProvider time)
    {
        _time = time;
        _http = new HttpClient { BaseAddress = receiver, Timeout = TimeSpan.FromSeconds(30) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>What was followed to its end so far.</summary>
    public IReadOnlyCollection<FreshnessPoint> Points => _points;

    /// <summary>Posts all of it and follows each message to its end.</summary>
    /// <param name="source">Few messages a second.</param>
    /// <param name="begin">The begin, a timestamp of the clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task RunAsync(LoadSource source, long begin, CancellationToken cancellationToken)
    {
        var followed = new List<Task>();
        await foreach (var body in source.BuildAhead(cancellationToken).ReadAllAsync(cancellationToken))
        {
            if (body.Due - _time.GetElapsedTime(begin) is var wait && wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, cancellationToken);
            followed.Add(FollowAsync(body, begin, cancellationToken));
        }

        await Task.WhenAll(followed);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task FollowAsync(LoadBody body, long begin, CancellationToken cancellationToken)
    {
        var receipt = await PostAsync(body, cancellationToken);
        while (true)
        {
            await Task.Delay(s_look, _time, cancellationToken);
            var status = await _http.GetFromJsonAsync(
                $"v1/receipts/{receipt}", HttpJson.Default.ReceiptStatus, cancellationToken);
            if (status?.State is ReceiptStates.Applied or ReceiptStates.Dead)
                break;
        }

        _points.Add(new FreshnessPoint(body.Due, _time.GetElapsedTime(begin)));
    }

    private async Task<string> PostAsync(LoadBody body, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var content = new ByteArrayContent(body.Content);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
            content.Headers.ContentEncoding.Add("gzip");
            using var response = await _http.PostAsync("v1/frames", content, cancellationToken);
            if (response.IsSuccessStatusCode)
                return (await response.Content.ReadFromJsonAsync(HttpJson.Default.FramesAccepted, cancellationToken))!.ReceiptId;

            // Over its quota or not ready: as a vehicle does, it comes again.
            await Task.Delay(s_look, _time, cancellationToken);
        }
    }
}
