using Telemetry.LoadTest.Profiles;

namespace Telemetry.AppHost.Load;

/// <summary>What <c>load</c> is asked for.</summary>
internal sealed record LoadOptions
{
    /// <summary>What is asked of the platform.</summary>
    public required LoadProfile Profile { get; init; }

    /// <summary>An OSM extract; null for a generated town.</summary>
    public FileInfo? Map { get; init; }

    /// <summary>Every chance follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Workers at the begin and at least.</summary>
    public required int WorkersMin { get; init; }

    /// <summary>Workers at most; as many as at least for a count that stays.</summary>
    public required int WorkersMax { get; init; }

    /// <summary>What is broken on the way.</summary>
    public LoadFault Fault { get; init; }
}
