using System.Collections.Immutable;
using Telemetry.Contracts.Identity;

namespace Telemetry.ChunkBuffer.Frames;

/// <summary>What a <see cref="VehicleMessage"/> says besides its frames.</summary>
public readonly record struct MessageHead
{
    /// <summary>Keyed hash of fleet, vehicle, session and message.</summary>
    public required Hash128 Key { get; init; }

    /// <summary>Keyed hash of fleet and vehicle.</summary>
    public required Hash128 Vehicle { get; init; }

    /// <summary>Keyed hash of the fleet.</summary>
    public required ulong Fleet { get; init; }

    /// <summary>When the receiver took it in, Unix milliseconds.</summary>
    public required long ReceivedAtMs { get; init; }

    /// <summary>True where the drive begins with this message.</summary>
    public bool FirstOfSession { get; init; }

    /// <summary>True where the drive ends with this message.</summary>
    public bool LastOfSession { get; init; }

    /// <summary>Leading frames that repeat the end of the previous message.</summary>
    public int ContextFrames { get; init; }

    /// <summary>The signs held in force at the first frame; none where this was left out.</summary>
    public ImmutableArray<SignHeldInForce> SignsInForce { get; init; }

    /// <summary>Signs by frame, in order of frame index; none where this was left out.</summary>
    public ImmutableArray<FrameSign> Signs { get; init; }
}
