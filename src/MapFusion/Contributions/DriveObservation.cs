using Telemetry.Contracts.Identity;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapFusion.Contributions;

/// <summary>One message as fusion sees it, without any identity. Immutable.</summary>
public sealed record DriveObservation
{
    /// <summary>Keyed hash of fleet, vehicle, session and message; contribution ids derive from it.</summary>
    public required Hash128 MessageKey { get; init; }

    /// <summary>Keyed hash of the fleet.</summary>
    public required ulong Fleet { get; init; }

    /// <summary>True where the drive begins with this message.</summary>
    public bool FirstOfSession { get; init; }

    /// <summary>True where the drive ends with this message.</summary>
    public bool LastOfSession { get; init; }

    /// <summary>Leading fixes that repeat the end of the message before: known for continuity, never counted.</summary>
    public int ContextFrames { get; init; }

    /// <summary>Signs recognised, those of context fixes included, in order of fix index.</summary>
    public IReadOnlyList<SignReading> Signs { get; init; } = [];

    /// <summary>Signs held in force at the first fix, context fixes included.</summary>
    public IReadOnlyList<SignHeld> SignsInForce { get; init; } = [];

    /// <summary>Every fix, context included, in time order.</summary>
    public required IReadOnlyList<Fix> Fixes { get; init; }
}
