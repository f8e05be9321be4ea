using System.Net;
using System.Net.Sockets;
using Telemetry.Contracts.Client;
using Telemetry.LoadTest.Traffic;

namespace Telemetry.LoadTest.Posting;

/// <summary>
/// Posts to a receiver on this machine as the client library does: the same request, the same judgement of answers, the same waits
/// before it posts again. Refuses any receiver that is not on loopback. Safe for use by many threads.
/// </summary>
public sealed class ReceiverPoster : IBodyPoster, IDisposable
{
    private readonly HttpClient _http;
    private readonly BatchPoster _poster;
    private readonly RetrySchedule _retries;
    private readonly TimeProvider _time;

    /// <param name="receiver">Its base address, with a trailing slash.</param>
    /// <param name="token">A token that may post for the fleets of the load.</param>
    /// <param name="time">Times the waits.</param>
    /// <exception cref="ArgumentException">The receiver is not on loopback: a load test is no attack on others.</exception>
    public ReceiverPoster(Uri receiver, string token, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(receiver);
        if (!receiver.IsLoopback)
            throw new ArgumentException($"Load goes to this machine only, and {receiver.Host} is another.", nameof(receiver));
        var options = new TelemetryClientOptions { Token = token, MaxDelay = TimeSpan.FromSeconds(5) };
        _http = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false })
        {
            BaseAddress = receiver, Timeout = Timeout.InfiniteTimeSpan,
        };
        _poster = new BatchPoster(_http, options, time);
        _retries = new RetrySchedule(options, time, Random.Shared.NextDouble);
        _time = time;
    }

    /// <inheritdoc/>
    public async Task<PostOutcome> PostAsync(LoadBody body, Action<RetryCause> retried, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(retried);
        for (var attempt = 1; ; attempt++)
        {
            var answer = await _poster.PostAsync(body.Content, cancellationToken).ConfigureAwait(false);
            switch (answer.Outcome)
            {
                case DeliveryOutcome.Accepted when answer.Receipt is { } receipt:
                    var acknowledged = receipt.Accepted + receipt.Duplicate;
                    var why = receipt.Rejected is [var first, ..] ? first.Reason : null;
                    return new PostOutcome(acknowledged, body.Frames - acknowledged, why);
                case DeliveryOutcome.Accepted:
                    return new PostOutcome(body.Frames, 0);
                case DeliveryOutcome.RetryScheduled:
                    retried(CauseOf(answer.StatusCode));
                    await Task.Delay(_retries.DelayAfter(attempt, answer.RetryAfter), _time, cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return new PostOutcome(0, body.Frames, $"{answer.StatusCode}: {answer.Problem}");
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static RetryCause CauseOf(int? status) => status switch
    {
        null => RetryCause.NoAnswer,
        (int)HttpStatusCode.TooManyRequests => RetryCause.OverQuota,
        _ => RetryCause.Unavailable,
    };

    // A name may lead anywhere; an address that is dialled may not.
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
