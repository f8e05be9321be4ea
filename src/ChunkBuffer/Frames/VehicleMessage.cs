using System.Collections.Immutable;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Frames;

/// <summary>
/// A validated, quantised message whose identities are replaced by keyed hashes: what a chunk holds. Immutable.
/// </summary>
public sealed record VehicleMessage
{
    /// <summary>Keyed hash of fleet, vehicle, session and message: the same for every resend.</summary>
    public required Hash128 Key { get; init; }

    /// <summary>Keyed hash of fleet and vehicle, of the epoch of the first frame.</summary>
    public required Hash128 Vehicle { get; init; }

    /// <summary>Keyed hash of the fleet.</summary>
    public required ulong Fleet { get; init; }

    /// <summary>When the receiver took it in, Unix milliseconds.</summary>
    public required long ReceivedAtMs { get; init; }

    /// <summary>True where the drive begins with this message.</summary>
    public bool FirstOfSession { get; init; }

    /// <summary>True where the drive ends with this message.</summary>
    public bool LastOfSession { get; init; }

    /// <summary>Leading frames that repeat the end of the previous message, 0 to one less than there are frames.</summary>
    public int ContextFrames { get; init; }

    /// <summary>The signs held in force at the first frame.</summary>
    public ImmutableArray<SignHeldInForce> SignsInForce { get; init; } = [];

    /// <summary>2 to 3,600 frames in time order.</summary>
    public required ImmutableArray<QuantizedFrame> Frames { get; init; }

    /// <summary>Signs by frame, in order of frame index.</summary>
    public ImmutableArray<FrameSign> Signs { get; init; } = [];

    /// <summary>Frames that are not context.</summary>
    public int CountedFrames => Frames.Length - ContextFrames;

    /// <summary>All but the frames.</summary>
    public MessageHead Head => new()
    {
        Key = Key, Vehicle = Vehicle, Fleet = Fleet, ReceivedAtMs = ReceivedAtMs, FirstOfSession = FirstOfSession,
        LastOfSession = LastOfSession, ContextFrames = ContextFrames, SignsInForce = SignsInForce, Signs = Signs,
    };
}
