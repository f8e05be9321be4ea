using Telemetry.Contracts.V1;

namespace Telemetry.LoadTest.Traffic;

/// <summary>A drive that is driven again and again at other times. Not thread-safe.</summary>
internal sealed class PooledDrive
{
    private readonly FrameMessage[] _messages;
    private readonly TimeSpan[] _afterFirst;

    /// <param name="messages">In order, at least one.</param>
    public PooledDrive(IReadOnlyList<FrameMessage> messages)
    {
        // Copied, because a message shares its context frames with the one before it, and each is stamped by itself.
        _messages = [.. messages.Select(message => message.Clone())];
        _afterFirst = [.. _messages.Select(message => TimeSpan.FromMilliseconds(EndMs(message) - EndMs(_messages[0])))];
    }

    /// <summary>How many messages it has.</summary>
    public int Count => _messages.Length;

    /// <summary>Time from the last frame of the first message to that of another.</summary>
    public TimeSpan AfterFirst(int message) => _afterFirst[message];

    /// <summary>Moves a message in time so that its last frame was taken at a moment. It is good until it is stamped again.</summary>
    public FrameMessage Stamp(int message, DateTimeOffset end)
    {
        var stamped = _messages[message];
        var shiftMs = end.ToUnixTimeMilliseconds() - EndMs(stamped);
        foreach (var frame in stamped.Frames)
            frame.TimestampUtcMs += shiftMs;
        return stamped;
    }

    private static long EndMs(FrameMessage message) => message.Frames[^1].TimestampUtcMs;
}
