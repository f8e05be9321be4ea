namespace Telemetry.RoadNetwork.Import.Pbf;

/// <summary>What a data block holds, found by its field tags alone, so that the rest is parsed only where it matters.</summary>
[Flags]
internal enum PbfBlockContents : byte
{
    /// <summary>Nothing that matters to a road network.</summary>
    None = 0,

    /// <summary>Nodes, plain or dense.</summary>
    Nodes = 1,

    /// <summary>Ways.</summary>
    Ways = 2,

    /// <summary>Relations.</summary>
    Relations = 4,
}
