using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.Limits;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Contributions.Offsets;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Roads;

/// <summary>Contributions to one segment that differ in everything, from a seed.</summary>
internal sealed class RandomPasses(RoadSegment segment, int seed)
{
    public const int FirstDay = 20_000;
    private static readonly SpeedLimit[] s_limits =
        [SpeedLimit.Kmh(30), SpeedLimit.Kmh(50), SpeedLimit.Mph(30), SpeedLimit.Unlimited, SpeedLimit.Variable];

    private readonly Random _random = new(seed);

    public Random Random => _random;

    /// <summary>Some contributions of a number of vehicles over a number of days.</summary>
    public Contribution[] Make(int count, int vehicles, int days)
    {
        var pseudonyms = Enumerable.Range(0, vehicles).Select(_ => (ulong)_random.NextInt64(long.MinValue, long.MaxValue)).ToArray();
        var contributions = new Contribution[count];
        for (var i = 0; i < count; i++)
        {
            var vehicle = _random.Next(vehicles);
            contributions[i] = Make(
                pseudonyms[vehicle], fleet: (uint)vehicle % 3, day: FirstDay + _random.Next(days),
                s_limits[_random.Next(s_limits.Length)]);
        }

        return contributions;
    }

    public Contribution Make(ulong vehicle, uint fleet, int day, SpeedLimit limit)
    {
        var grid = SegmentGrid.Of(segment.LengthM);
        var length = (int)SegmentGrid.ToDm(segment.LengthM);
        var from = _random.Next(2) == 0 ? 0 : _random.Next(length / 2);
        var to = _random.Next(2) == 0 ? length : _random.Next(from + 1, length + 1);
        var middle = _random.Next(from, to);
        var spans = new List<LimitSpan>();
        if (middle > from)
            spans.Add(new LimitSpan(from, middle, CodeOf(limit)));
        if (_random.Next(3) > 0)
            spans.Add(new LimitSpan(middle, to, CodeOf(_random.Next(4) == 0 ? s_limits[0] : limit)));
        return Wrap(day * 24 + _random.Next(24), new SegmentPass
        {
            Direction = (TravelDirection)_random.Next(2), CrossesEnd = _random.Next(2) == 0, Grid = grid,
            Vehicle = vehicle, Fleet = fleet, FromDm = from, ToDm = to, SpeedCmps = _random.Next(4_000),
            Votes = spans,
            Offset = _random.Next(4) == 0 ? default : OffsetVote.Of(
                _random.Next(-3_000, 3_000) / 100.0, 0.5 + 400 * _random.NextDouble(), _random.Next(-3_000, 3_000) / 100.0,
                0.5 + 400 * _random.NextDouble()),
        });
    }

    public Contribution Wrap(int hour, SegmentPass pass) => new(
        GrainId.Of(segment.Id), new Hash128((ulong)_random.NextInt64(), (ulong)_random.NextInt64()), hour, segment.HomeCell,
        pass.Encode());

    private int CodeOf(SpeedLimit limit) => new LimitVote(LimitVote.IndexOf(limit), new SignDistance((byte)_random.Next(SignDistance.Classes - 1))).Code;
}
