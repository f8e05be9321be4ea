using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>The evidence of one segment, and what is published of its plain limits in one direction. For one thread.</summary>
internal sealed class StudiedEdge(RoadSegment segment, TravelDirection direction, FusionOptions options)
{
    private readonly GrainState _state = GrainState.Open(GrainId.Of(segment.Id), default);

    /// <summary>Folds a pass in.</summary>
    public void Add(QuickPass pass) => _state.Fold(pass.Contributions);

    /// <summary>The plain limits published in the direction, by place in the way's order.</summary>
    public List<PublishedLimit> Publish()
    {
        var limits = new List<PublishedLimit>();
        foreach (var feature in SegmentFacts.Derive(segment, _state, options))
        {
            if (feature.Collection != MapCollection.SpeedLimits)
                continue;
            using var json = JsonDocument.Parse(feature.GeoJson);
            var properties = json.RootElement.GetProperty("properties");
            if (ServedLimits.HoldsAlways(properties) && ServedLimits.Read(properties) is var limit && limit.Direction == direction)
                limits.Add(limit);
        }

        limits.Sort((a, b) => a.FromM.CompareTo(b.FromM));
        return limits;
    }
}
