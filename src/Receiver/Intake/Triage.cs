using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.Receiver.Recent;

namespace Telemetry.Receiver.Intake;

/// <summary>A batch sorted into what is new, what is repeated and what is rejected. Not safe for use by many threads.</summary>
internal sealed class Triage(int messages)
{
    private List<RejectedMessage>? _rejected;
    private List<Claim>? _repeats;

    /// <summary>The post, as whoever repeats one of its messages sees it.</summary>
    public Submission Submission { get; } = new();

    /// <summary>New messages and what takes the place of their identities.</summary>
    public List<(FrameMessage Message, MessageIdentity Identity)> New { get; } = new(messages);

    /// <summary>In the batch's order.</summary>
    public IReadOnlyList<RejectedMessage> Rejected => _rejected ?? (IReadOnlyList<RejectedMessage>)[];

    /// <summary>Who brought the repeated messages first, in the batch's order.</summary>
    public IReadOnlyList<Claim> Repeats => _repeats ?? (IReadOnlyList<Claim>)[];

    /// <summary>Frames of new messages.</summary>
    public int AcceptedFrames { get; private set; }

    /// <summary>What is not put into a chunk.</summary>
    public RefusedCounts Refused { get; private set; }

    public IEnumerable<Hash128> Keys => New.Select(one => one.Identity.Message);

    public void Accept(FrameMessage message, in MessageIdentity identity)
    {
        New.Add((message, identity));
        AcceptedFrames += message.Frames.Count;
    }

    public void Repeat(Claim first, FrameMessage message)
    {
        (_repeats ??= []).Add(first);
        Refused += new RefusedCounts(0, 0, 1, message.Frames.Count);
    }

    public void Reject(RejectedMessage why, FrameMessage message)
    {
        (_rejected ??= []).Add(why);
        Refused += new RefusedCounts(1, message.Frames.Count, 0, 0);
    }
}
