using Telemetry.MapFusion.Contributions;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Facts;

/// <summary>
/// What holds on a segment by law behind signs that name no limit. Vehicles saw the sign; the law says what it means. Such a sign
/// stands where a limit, a zone or a town ends, hence outside towns unless the road's tags say otherwise.
/// </summary>
/// <param name="segment">The segment.</param>
internal sealed class LimitByLaw(RoadSegment segment)
{
    private readonly int _outside = IndexOf(DefaultLimits.BehindEnd(segment.Country, segment));
    private readonly int _inTown = IndexOf(DefaultLimits.In(segment.Country, LimitZone.Urban));

    /// <summary>Index of the limit that an index stands for; 0 where it is not known.</summary>
    public int Resolve(int limit) => limit switch
    {
        LimitVote.EndIndex => _outside,
        LimitVote.TownIndex => _inTown,
        _ => limit,
    };

    private static int IndexOf(Contracts.Limits.SpeedLimit? limit) => limit is { } known ? LimitVote.IndexOf(known) : 0;
}
