using Telemetry.Contracts.Geography;

namespace Telemetry.MapFusion.Facts.Geometry;

/// <summary>
/// The corrected line of a segment, where its shift is significant also if the vehicles below the number that a fact needs had made as much
/// of it as they could.
/// </summary>
internal static class GeometryFacts
{
    // A car that is farther from a line is on another road, which the map may lack.
    private const double LargestShiftM = 17;

    public static MapFeature? Derive(SegmentEvidence evidence, FusionOptions options)
    {
        if (LineShift.Of(evidence, options) is not { } shift ||
            Math.Abs(shift.RightM) > LargestShiftM ||
            Math.Abs(shift.RightM) - shift.SwayM < Math.Max(options.MinShiftM, options.ShiftSigmas * shift.ErrorM))
            return null;
        var passes = new[] { TravelDirection.Forward, TravelDirection.Backward }.Where(evidence.Segment.Allows)
            .Sum(direction => evidence.Days.Values.Sum(day => day.Lane(direction, evidence.Grid)?.Passes ?? 0));
        var line = CorrectedLine.Of(evidence.Line, shift.RightM);
        return evidence.Feature(MapCollection.GeometryUpdates, evidence.Segment.Id.ToString(), line)
            .Raw("shift_m", Quantised.Metres(Math.Abs(shift.RightM)))
            .Raw("standard_error_m", Quantised.MetresUp(shift.ErrorM))
            .Number("vehicles", Quantised.Count(shift.Vehicles))
            .Number("passes", Quantised.Count(passes))
            .Build() with { IsLearned = true };
    }
}
