using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;

namespace Telemetry.RoadNetwork.Cells;

/// <summary>A cell as the manifest lists it.</summary>
/// <param name="Cell">Its place in <see cref="CellGrid.BaseMap"/>.</param>
/// <param name="Segments">Segments in it, at least one; one that touches several cells counts in each.</param>
/// <param name="Checksum">The checksum that its bytes end with.</param>
public readonly record struct BaseMapCell(CellId Cell, int Segments, Hash128 Checksum);
