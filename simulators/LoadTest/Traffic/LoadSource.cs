using System.Threading.Channels;
using Google.Protobuf;
using Telemetry.Contracts.Client;
using Telemetry.LoadTest.Profiles;

namespace Telemetry.LoadTest.Traffic;

/// <summary>
/// The bodies of a load test, in the order in which they are due: one message of one vehicle each, as cars post them. Built a
/// while before they are due, a bounded number at a time.
/// </summary>
public sealed class LoadSource
{
    /// <summary>Bodies that wait at most: a few seconds of the strongest load, a few MB.</summary>
    private const int MostWaiting = 1_000;

    private readonly LoadProfile _profile;
    private readonly Vehicles _vehicles;

    /// <param name="profile">What is due when.</param>
    /// <param name="pool">What is driven. No other source may use it at the same time.</param>
    /// <param name="fleetId">Whose vehicles they are, 1 to 64 characters.</param>
    /// <param name="run">Tells this run's vehicles from every other's, 1 to 32 characters.</param>
    /// <param name="startUtc">The time of day at the begin of the profile: frames carry the time at which they are due.</param>
    /// <param name="seed">Which vehicle drives which drive.</param>
    public LoadSource(LoadProfile profile, DrivePool pool, string fleetId, string run, DateTimeOffset startUtc, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(pool);
        ArgumentException.ThrowIfNullOrEmpty(fleetId);
        ArgumentException.ThrowIfNullOrEmpty(run);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(run.Length, 32, nameof(run));
        _profile = profile;
        _vehicles = new Vehicles(pool, fleetId, run, startUtc, seed);
    }

    /// <summary>Vehicles that set out so far.</summary>
    public int VehicleCount => _vehicles.Count;

    /// <summary>Every body of the profile, each built when it is asked for. Can be gone through once.</summary>
    public IEnumerable<LoadBody> Bodies()
    {
        var frames = 0.0;
        while (frames < _profile.Frames)
        {
            var due = _profile.TimeOf(frames);
            var message = _vehicles.Take(due);
            frames += message.Frames.Count;
            yield return new LoadBody(
                due, message.Frames.Count, BatchContent.Compress([new OutboxEntry(0, message.ToByteArray())]));
        }
    }

    /// <summary>Builds the bodies ahead of whoever reads them, on a thread of its own. Fails the channel where building fails.</summary>
    public ChannelReader<LoadBody> BuildAhead(CancellationToken cancellationToken)
    {
        var waiting = Channel.CreateBounded<LoadBody>(
            new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        _ = Task.Run(() => BuildAsync(waiting.Writer, cancellationToken), CancellationToken.None);
        return waiting.Reader;
    }

    private async Task BuildAsync(ChannelWriter<LoadBody> waiting, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var body in Bodies())
                await waiting.WriteAsync(body, cancellationToken);
            waiting.Complete();
        }
        catch (Exception exception)
        {
            // Whoever reads must learn that this was not the end.
            waiting.Complete(exception);
        }
    }
}
