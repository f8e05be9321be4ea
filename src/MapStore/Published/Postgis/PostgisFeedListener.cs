using System.Globalization;
using Npgsql;

namespace Telemetry.MapStore.Published.Postgis;

/// <summary>
/// One connection for a whole process that hears of new versions (LISTEN) and wakes those who wait. Looks for itself every
/// two seconds too, where notifications do not arrive, for example behind a pooler; comes back by itself when the
/// connection is lost.
/// </summary>
internal sealed class PostgisFeedListener(NpgsqlDataSource source, string channel, FeedSignal signal, TimeProvider time)
    : IAsyncDisposable
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_reconnectAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private Task? _loop;

    /// <summary>Starts listening at the first call; does nothing at later ones.</summary>
    public void Start()
    {
        lock (_gate)
            _loop ??= Task.Run(() => RunAsync(_stop.Token), CancellationToken.None);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        Task? loop;
        lock (_gate)
            loop = _loop;
        if (loop is not null)
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whatever it is, it must not end the loop. Those who wait time out and meet the fault when they read.
                await Task.Delay(s_reconnectAfter, time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using var closing = connection.ConfigureAwait(false);
        connection.Notification += (_, told) =>
        {
            if (long.TryParse(told.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var newest))
                signal.Advance(newest);
        };
        var listen = new NpgsqlCommand($"LISTEN \"{channel}\"", connection);
        await using (listen.ConfigureAwait(false))
            await listen.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            // After LISTEN, so that nothing published in between is missed.
            var look = new NpgsqlCommand("SELECT newest FROM feed", connection);
            await using (look.ConfigureAwait(false))
                signal.Advance((long)(await look.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!);
            while (await connection.WaitAsync(s_lookEvery, cancellationToken).ConfigureAwait(false))
            {
            }
        }
    }
}
