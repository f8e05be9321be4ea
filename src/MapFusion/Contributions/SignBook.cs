using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;
using Type = Telemetry.Contracts.V1.SignRecognition.Types.Type;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// Follows the signs of a drive in the order passed. A posted limit goes before the zone's, a zone's before the town's. The end
/// of a limit brings back the zone's or the town's if one is known; else it is known that one ended and no more: what holds there by
/// law is a matter of the road. Signs with supplementary signs hold at times and for some only, and are not taken
/// for the plain limit; readings a car itself doubts are left aside.
/// </summary>
internal sealed class SignBook
{
    private const double LeastConfidence = 0.5;

    private readonly List<HeldLimit> _holds = [];
    private Level _posted, _zone, _town;

    /// <summary>What the car held along the drive, by odometer; the first entry holds from the first sign on.</summary>
    public static IReadOnlyList<HeldLimit> Read(DriveObservation drive, Odometer odometer)
    {
        var book = new SignBook();
        var held = drive.SignsInForce.Select(sign => (odometer.At(0) - sign.DistanceDrivenM, sign.Sign));
        var seen = drive.Signs.Select(sign => (odometer.At(sign.FixIndex) + sign.PositionOffsetM, sign));
        // A stable sort: signs on one post stay in the order read.
        foreach (var (position, sign) in held.Concat(seen).OrderBy(sign => sign.Item1))
            book.Pass(position, sign);
        return book._holds;
    }

    private void Pass(double position, SignReading sign)
    {
        if (sign.Conditions.Count > 0 || !(sign.Confidence >= LeastConfidence))
            return;
        switch (sign.Type)
        {
            case Type.SpeedLimitStart:
                _posted = LevelOf(sign);
                break;
            case Type.SpeedLimitEnd or Type.AllRestrictionsEnd:
                // On some signs the end of all limits is a limit in itself.
                _posted = sign.ValueText == "none" ? LevelOf(sign) : default;
                break;
            case Type.SpeedZoneStart or Type.LivingStreetStart:
                (_posted, _zone) = (default, LevelOf(sign));
                break;
            case Type.SpeedZoneEnd or Type.LivingStreetEnd:
                (_posted, _zone) = (default, default);
                break;
            case Type.CityStart or Type.MotorwayStart:
                (_posted, _zone, _town) = (default, default, LevelOf(sign, sign.Type == Type.CityStart ? LimitVote.TownIndex : LimitVote.EndIndex));
                break;
            case Type.CityEnd or Type.MotorwayEnd:
                (_posted, _zone, _town) = (default, default, default);
                break;
            default:
                return;
        }

        var level = _posted.IsSet ? _posted : _zone.IsSet ? _zone : _town;
        _holds.Add(new HeldLimit(position, level.IsSet ? level.Limit : LimitVote.EndIndex, level.IsSet && !_posted.IsSet));
    }

    private static Level LevelOf(SignReading sign, int unnamed = LimitVote.EndIndex)
    {
        if (sign.Permanency == SignRecognition.Types.Permanency.Variable)
            return new Level(true, LimitVote.IndexOf(SpeedLimit.Variable));
        return new Level(true, SpeedLimit.TryParse(sign.ValueText, out var limit) ? LimitVote.IndexOf(limit) : unnamed);
    }

    private readonly record struct Level(bool IsSet, int Limit);
}
