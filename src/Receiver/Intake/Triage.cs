using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Http;
using Telemetry.Receiver.Recent;

namespace Telemetry.Receiver.Intake;

/// <summary>A batch sorted into what is new, what is repeated and what is rejected. Not safe for use by many threads.</summary>
internal sealed class Triage(int messages)
{
    private readonly List<IncomingMessage> _new = new(messages);
    private List<RejectedMessage>? _rejected;
    private List<Claim>? _repeats;

    /// <summary>The post, as whoever repeats one of its messages sees it.</summary>
    public Submission Submission { get; } = new();

    /// <summary>The new messages, in the batch's order.</summary>
    public IReadOnlyList<IncomingMessage> New => _new;

    /// <summary>How many messages there are.</summary>
    public int Messages => messages;

    /// <summary>In the batch's order.</summary>
    public IReadOnlyList<RejectedMessage> Rejected => _rejected ?? (IReadOnlyList<RejectedMessage>)[];

    /// <summary>Who brought the repeated messages first, in the batch's order.</summary>
    public IReadOnlyList<Claim> Repeats => _repeats ?? (IReadOnlyList<Claim>)[];

    /// <summary>Frames of new messages.</summary>
    public int AcceptedFrames { get; private set; }

    /// <summary>What is not put into a chunk.</summary>
    public RefusedCounts Refused { get; private set; }

    public void Accept(IncomingMessage message)
    {
        _new.Add(message);
        AcceptedFrames += message.Frames;
    }

    public void Repeat(Claim first, IncomingMessage message)
    {
        (_repeats ??= []).Add(first);
        Refused += new RefusedCounts(0, 0, 1, message.Frames);
    }

    public void Reject(RejectedMessage why, IncomingMessage message)
    {
        (_rejected ??= []).Add(why);
        Refused += new RefusedCounts(1, message.Frames, 0, 0);
    }
}
