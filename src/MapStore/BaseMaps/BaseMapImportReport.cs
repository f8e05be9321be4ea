using Telemetry.MapStore.Published;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>What an import changed.</summary>
public sealed record BaseMapImportReport
{
    /// <summary>The base map in force now.</summary>
    public required long BaseMap { get; init; }

    /// <summary>The name of its content, 32 hexadecimal digits.</summary>
    public required string Version { get; init; }

    /// <summary>False where the base map in force before held the same roads already.</summary>
    public required bool IsNew { get; init; }

    /// <summary>What the extract held, and what was wrong in it.</summary>
    public required ImportReport Extract { get; init; }

    /// <summary>How its segments differ from those of the base map before; all are added where there was none.</summary>
    public required SegmentCounts Segments { get; init; }

    /// <summary>Limits and lines that vehicles had taught of segments that are gone.</summary>
    public required int RetiredFacts { get; init; }

    /// <summary>Limits and lines that vehicles had taught and that the base map now says itself.</summary>
    public required int DroppedFacts { get; init; }

    /// <summary>What went to the change feed.</summary>
    public required PublishedCounts Feed { get; init; }
}
