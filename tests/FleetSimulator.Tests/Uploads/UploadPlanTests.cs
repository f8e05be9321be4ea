using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Uploads;

namespace Telemetry.FleetSimulator.Tests.Uploads;

public sealed class UploadPlanTests
{
    private static readonly List<FrameMessage> Messages = Simulations.Run(Simulations.Options(), TimeSpan.FromMinutes(20));

    [Fact]
    public void TimesOf_PerfectUploads_IsTheReleaseAlone() =>
        Assert.All(Messages, m => Assert.Equal([ReleaseOf(m)], new UploadPlan(UploadOptions.Perfect, 1).TimesOf(m, ReleaseOf(m))));

    [Fact]
    public void TimesOf_SameSeed_IsTheSameWhateverWasAskedBefore()
    {
        var plan = new UploadPlan(new UploadOptions(), 3);
        var times = Messages.Select(m => plan.TimesOf(m, ReleaseOf(m))).ToList();
        var again = new UploadPlan(new UploadOptions(), 3);
        Assert.All(Enumerable.Range(0, Messages.Count).Reverse(), i => Assert.Equal(times[i], again.TimesOf(Messages[i], ReleaseOf(Messages[i]))));
        var other = new UploadPlan(new UploadOptions(), 4);
        Assert.Contains(Enumerable.Range(0, Messages.Count), i => !times[i].SequenceEqual(other.TimesOf(Messages[i], ReleaseOf(Messages[i]))));
    }

    [Fact]
    public void TimesOf_EveryMessage_IsInOrderAndNeitherEarlyNorTooLate()
    {
        var plan = new UploadPlan(new UploadOptions { LateTrips = 0.5, LongestDelay = TimeSpan.FromHours(20), Repeated = 0.5 }, 5);
        Assert.All(Messages, m =>
        {
            var times = plan.TimesOf(m, ReleaseOf(m));
            Assert.InRange(times.Count, 1, 4);
            Assert.Equal(times.Order(), times);
            Assert.InRange(times[0] - ReleaseOf(m), TimeSpan.Zero, TimeSpan.FromHours(21));
        });
    }

    [Fact]
    public void TimesOf_LateTrip_IsLateAsAWhole()
    {
        var plan = new UploadPlan(UploadOptions.Perfect with { LateTrips = 0.3 }, 6);
        var delays = Messages.GroupBy(m => m.SessionId)
            .Select(trip => trip.Select(m => plan.TimesOf(m, ReleaseOf(m))[0] - ReleaseOf(m)).Distinct().ToList()).ToList();
        Assert.All(delays, trip => Assert.Single(trip));
        Assert.InRange((double)delays.Count(trip => trip[0] >= TimeSpan.FromMinutes(10)) / delays.Count, 0.1, 0.5);
        Assert.All(delays, trip => Assert.True(trip[0] == TimeSpan.Zero || trip[0] >= TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void TakeUntil_GapsAndRepeats_PostEveryMessageInOrderOfTimeAndSomeOutOfTheirTrips()
    {
        var queue = new UploadQueue(new UploadPlan(new UploadOptions { DeadPlaces = 0.3, Repeated = 0.2 }, 7));
        foreach (var message in Messages)
            queue.Add([message], ReleaseOf(message));
        var posted = new List<FrameMessage>();
        while (queue.NextAt is { } next)
        {
            var now = queue.TakeUntil(next);
            Assert.NotEmpty(now);
            Assert.True(queue.NextAt is null || queue.NextAt > next);
            posted.AddRange(now);
        }

        Assert.Equal(Messages.ToHashSet(), posted.ToHashSet());
        Assert.Equal(queue.Repeats, posted.Count - Messages.Count);
        Assert.True(queue.Repeats > 0);
        var firsts = posted.Distinct().GroupBy(m => m.SessionId).Select(trip => trip.Select(m => m.Frames[0].TimestampUtcMs).ToList());
        Assert.Contains(firsts, trip => !trip.SequenceEqual(trip.Order()));
    }

    [Fact]
    public void Create_DelayThatTheReceiverWouldRefuse_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new UploadPlan(new UploadOptions { LongestDelay = TimeSpan.FromHours(21) }, 1));

    private static DateTimeOffset ReleaseOf(FrameMessage message) =>
        DateTimeOffset.FromUnixTimeMilliseconds(message.Frames[^1].TimestampUtcMs) + TimeSpan.FromSeconds(20);
}
