using Telemetry.Contracts.Client;
using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>
/// Posts messages to a receiver as their moments come, event time running faster than the clock; what is refused is counted.
/// </summary>
internal sealed class ReceiverSink : IMessageSink
{
    private const int MostWaiting = 200_000;

    private readonly HttpClient _http;
    private readonly TelemetryClient _client;
    private readonly TimeProvider _time;
    private readonly double _speedup;
    private readonly long _startedAt;
    private readonly DateTimeOffset _startUtc;
    private readonly DateTimeOffset _endUtc;

    /// <param name="receiver">Its base address.</param>
    /// <param name="token">A token that may post.</param>
    /// <param name="startUtc">The event time that it is at the start; the first post comes no earlier.</param>
    /// <param name="endUtc">When the drives end: what is posted later than that is posted then, without waiting for it.</param>
    /// <param name="speedup">Event time per clock time; infinity to post as fast as it is taken.</param>
    /// <param name="time">The clock.</param>
    public ReceiverSink(Uri receiver, string token, DateTimeOffset startUtc, DateTimeOffset endUtc, double speedup, TimeProvider time)
    {
        (_startUtc, _endUtc, _speedup, _time) = (startUtc, endUtc, speedup, time);
        _http = new HttpClient { BaseAddress = new Uri(receiver.AbsoluteUri.TrimEnd('/') + "/") };
        _client = new TelemetryClient(
            _http, new MemoryOutbox(MostWaiting, 1L << 30), new TelemetryClientOptions { Token = token, MaxConcurrentPosts = 4 }, time);
        _client.Delivered += Deliveries.Note;
        _client.Start();
        _startedAt = time.GetTimestamp();
    }

    /// <summary>What came of the posts.</summary>
    public DeliveryCounts Deliveries { get; } = new();

    /// <inheritdoc/>
    public async ValueTask PostAsync(FrameMessage message, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (_client.IsPaused)
            throw new InvalidDataException($"The receiver refuses the token: {Deliveries.LastProblem}");
        if (!double.IsInfinity(_speedup))
        {
            var wait = ((at < _endUtc ? at : _endUtc) - _startUtc) / _speedup - _time.GetElapsedTime(_startedAt);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait, _time, cancellationToken);
        }

        await _client.EnqueueAsync(message, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask CompleteAsync(CancellationToken cancellationToken)
    {
        if (!await _client.FlushAsync(cancellationToken))
            throw new InvalidDataException($"The receiver refuses the token: {Deliveries.LastProblem}");
        await _client.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _http.Dispose();
    }
}
