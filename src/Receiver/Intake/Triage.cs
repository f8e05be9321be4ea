using Telemetry.ChunkBuffer.Frames;
using Telemetry.ChunkBuffer.Ledger;
using Telemetry.Contracts.Http;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.Receiver.Recent;

namespace Telemetry.Receiver.Intake;

/// <summary>A batch sorted into what is new, what is repeated and what is rejected. Not safe for use by many threads.</summary>
internal sealed class Triage(int messages)
{
    private readonly List<(FrameMessage Message, MessageIdentity Identity)> _new = new(messages);
    private List<RejectedMessage>? _rejected;
    private List<Claim>? _repeats;

    /// <summary>The post, as whoever repeats one of its messages sees it.</summary>
    public Submission Submission { get; } = new();

    /// <summary>How many messages are new.</summary>
    public int NewMessages { get; private set; }

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

    /// <summary>The keys of the new messages.</summary>
    public IReadOnlyList<Hash128> Keys { get; private set; } = [];

    public void Accept(FrameMessage message, in MessageIdentity identity)
    {
        _new.Add((message, identity));
        NewMessages++;
        AcceptedFrames += message.Frames.Count;
    }

    /// <summary>
    /// The new messages, quantised, once. The batch as it was parsed is let go of with that: kept alive until the chunk is durable,
    /// the collector would carry thousands of frames through its generations.
    /// </summary>
    public List<VehicleMessage> Quantize(long receivedAtMs)
    {
        Keys = _new.ConvertAll(one => one.Identity.Message);
        var quantized = _new.ConvertAll(one => Quantizer.Quantize(one.Message, one.Identity, receivedAtMs));
        _new.Clear();
        return quantized;
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
