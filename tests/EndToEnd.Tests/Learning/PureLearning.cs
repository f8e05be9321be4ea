using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Telemetry.FleetSimulator.Evaluation;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.MapMatching;
using Telemetry.MapMatching.Model;
using Telemetry.RoadNetwork.Graph;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.EndToEnd.Tests.Learning;

/// <summary>The pure libraries one behind the other, as a worker calls them, without any store, queue or host.</summary>
internal sealed class PureLearning(IReadOnlyList<RoadSegment> baseMap)
{
    private readonly RoadGraph _graph = RoadGraph.Build(baseMap);
    private readonly Dictionary<GrainId, GrainState> _grains = [];

    public void Learn(IEnumerable<FrameMessage> messages)
    {
        var matcher = new Matcher(_graph, MatchOptions.Default);
        foreach (var message in messages)
        {
            var drive = Observe(message);
            var match = matcher.Match(drive.Fixes.ToArray());
            var pseudonyms = new TestPseudonyms(message.VehicleId);
            foreach (var contribution in ContributionBuilder.Build(drive, match, _graph, pseudonyms))
            {
                if (!_grains.TryGetValue(contribution.Grain, out var grain))
                    _grains.Add(contribution.Grain, grain = GrainState.Open(contribution.Grain, default));
                grain.Fold([contribution]);
            }
        }
    }

    public IEnumerable<PublishedLimit> Limits() =>
        from segment in baseMap
        from feature in SegmentFacts.Derive(segment, _grains.GetValueOrDefault(GrainId.Of(segment.Id)), FusionOptions.Default)
        where feature.Collection == MapCollection.SpeedLimits
        select LimitOf(segment.Id, JsonDocument.Parse(feature.GeoJson).RootElement.GetProperty("properties"));

    private static PublishedLimit LimitOf(SegmentId segment, JsonElement properties) => new(
        segment,
        properties.GetProperty("direction").GetString() == "forward" ? TravelDirection.Forward : TravelDirection.Backward,
        properties.GetProperty("from_m").GetDouble(),
        properties.GetProperty("to_m").GetDouble(),
        SpeedLimit.Kmh(properties.GetProperty("value").GetInt32()),
        properties.GetProperty("source").GetString() == "learned" || properties.TryGetProperty("vehicles", out _));

    private static DriveObservation Observe(FrameMessage message) => new()
    {
        MessageKey = HashOf($"{message.VehicleId}/{message.SessionId}/{message.MessageId}"),
        Fleet = 1,
        FirstOfSession = message.FirstOfSession,
        LastOfSession = message.LastOfSession,
        ContextFrames = message.ContextFrames,
        Fixes = [.. message.Frames.Select(f => new Fix(
            f.TimestampUtcMs, GeoPoint.FromDegrees(f.LongitudeDeg, f.LatitudeDeg), f.HeadingDeg, f.SpeedMps, f.HorizontalAccuracyM))],
        Signs = [.. message.Frames.SelectMany((frame, i) => frame.Signs.Select(sign => Reading(sign, i)))],
        SignsInForce = [.. message.SignsInForce.Select(held => new SignHeld(Reading(held.Sign, 0), held.DistanceDrivenM))],
    };

    private static SignReading Reading(SignRecognition sign, int fix) => new(
        fix, sign.Type, sign.ValueText, sign.Permanency, sign.Confidence, sign.PositionOffsetM, [.. sign.Conditions]);

    private static Hash128 HashOf(string text) => Hash128.ReadFrom(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private sealed class TestPseudonyms(string vehicle) : IVehiclePseudonyms
    {
        public Hash128 On(GrainId grain, int epoch) => HashOf($"{vehicle} {grain} {epoch}");
    }
}
