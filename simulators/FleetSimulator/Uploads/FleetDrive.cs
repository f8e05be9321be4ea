using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Uploads;

/// <summary>Drives a fleet for a while and takes its messages through their uploads to where they go.</summary>
internal sealed class FleetDrive(Fleet fleet, UploadQueue queue, IMessageSink sink)
{
    private static readonly TimeSpan s_reportEvery = TimeSpan.FromMinutes(10);

    public Fleet Fleet => fleet;

    /// <summary>Messages released.</summary>
    public long Messages { get; private set; }

    /// <summary>Messages posted, again included.</summary>
    public long Posts { get; private set; }

    /// <summary>Drives, ends every trip, and posts what is on its way until nothing is.</summary>
    public async Task RunAsync(
        DateTimeOffset startUtc, TimeSpan duration, TimeSpan step, IProgress<string> progress, CancellationToken cancellationToken)
    {
        var end = startUtc + duration;
        var nextReport = startUtc + s_reportEvery;
        for (var at = startUtc; at < end;)
        {
            at = at + step < end ? at + step : end;
            await PassOnAsync(fleet.AdvanceTo(at), at, cancellationToken);
            if (at < nextReport)
                continue;
            nextReport += s_reportEvery;
            progress.Report(FormattableString.Invariant($"{at:HH:mm} UTC: {fleet.Frames:N0} frames, {Posts:N0} posts"));
        }

        await PassOnAsync(fleet.Finish(), end, cancellationToken);
        while (queue.NextAt is { } next)
            await PostAsync(next, cancellationToken);
        await sink.CompleteAsync(cancellationToken);
    }

    private async ValueTask PassOnAsync(IReadOnlyList<FrameMessage> released, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Messages += released.Count;
        queue.Add(released, at);
        await PostAsync(at, cancellationToken);
    }

    private async ValueTask PostAsync(DateTimeOffset until, CancellationToken cancellationToken)
    {
        while (queue.NextAt is { } at && at <= until)
        {
            foreach (var message in queue.TakeUntil(at))
            {
                await sink.PostAsync(message, at, cancellationToken);
                Posts++;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
