using Telemetry.Contracts.Geography;
using Telemetry.RoadNetwork.Import.Tags;

namespace Telemetry.RoadNetwork.Import;

/// <summary>A traffic sign that has no road yet.</summary>
/// <param name="NodeId">Its node.</param>
/// <param name="Position">Where it stands.</param>
/// <param name="Text">What it is.</param>
internal readonly record struct PendingSign(long NodeId, GeoPoint Position, SignText Text);
