using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Identity;
using Telemetry.Receiver.Recent;
using Telemetry.Receiver.Tests.Hosting;

namespace Telemetry.Receiver.Tests.Intake;

public sealed class RecentWindowTests
{
    private readonly ShiftedTimeProvider _time = new();

    [Fact]
    public void TryClaim_Taken_GivesTheHolder()
    {
        var window = new RecentWindow(1000, TimeSpan.FromMinutes(1), _time);
        var holder = new Claim(new Submission(), 3);
        Assert.True(window.TryClaim(Key(1), holder, out _));
        Assert.False(window.TryClaim(Key(1), new Claim(new Submission(), 0), out var found));
        Assert.Equal(holder, found);
        Assert.True(window.TryClaim(Key(2), holder, out _));
    }

    [Fact]
    public void TryClaim_AfterItsTime_IsNew()
    {
        var window = new RecentWindow(1000, TimeSpan.FromMinutes(1), _time);
        Assert.True(window.TryClaim(Key(1), new Claim(new Submission(), 0), out _));
        _time.Advance(TimeSpan.FromMinutes(2));
        Assert.True(window.TryClaim(Key(1), new Claim(new Submission(), 0), out _));
        Assert.False(window.TryClaim(Key(1), new Claim(new Submission(), 0), out _));
    }

    [Fact]
    public void TryClaim_BeyondTheCapacity_ForgetsTheOldest()
    {
        var window = new RecentWindow(64, TimeSpan.FromMinutes(1), _time);
        for (var i = 0UL; i < 10_000; i++)
            Assert.True(window.TryClaim(Key(i), new Claim(new Submission(), 0), out _));
        Assert.False(window.TryClaim(Key(9_999), new Claim(new Submission(), 0), out _));
        Assert.True(window.TryClaim(Key(0), new Claim(new Submission(), 0), out _));
    }

    [Fact]
    public void Release_KeyTakenBySomebodyElseSince_StaysTheirs()
    {
        var window = new RecentWindow(1000, TimeSpan.FromMinutes(1), _time);
        var failed = new Submission();
        var second = new Submission();
        Assert.True(window.TryClaim(Key(1), new Claim(failed, 0), out _));
        window.Release([Key(1)], failed);
        Assert.True(window.TryClaim(Key(1), new Claim(second, 0), out _));
        window.Release([Key(1)], failed);
        Assert.False(window.TryClaim(Key(1), new Claim(failed, 0), out var holder));
        Assert.Same(second, holder.Submission);
    }

    [Fact]
    public async Task Submission_Fails_TellsEveryWaiter()
    {
        var submission = new Submission();
        submission.Fail(new BufferFullException("full"));
        await Assert.ThrowsAsync<BufferFullException>(() => submission.Committed);
        await Assert.ThrowsAsync<BufferFullException>(() => submission.Committed);
    }

    private static Hash128 Key(ulong value) => new(value * 31, value);
}
