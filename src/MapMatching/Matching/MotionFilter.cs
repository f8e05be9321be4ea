using Telemetry.MapMatching.Model;

namespace Telemetry.MapMatching.Matching;

/// <summary>
/// Finds fixes at which no vehicle can have been, or at no such time, by the fixes around them alone: without them, those around are
/// in order. Where a jump lasts nothing is found, so that it breaks the drive instead. Reused from drive to drive.
/// </summary>
internal sealed class MotionFilter(Track track)
{
    // A car that speeds up, brakes or turns hard for as long as it takes from one fix to the next but one.
    private const double LargestAcceleration = 5;
    // What the errors of three fixes may add up to.
    private const double NoiseM = 25;
    // Several old positions may be sent late in a row.
    private const int MostInARow = 3;

    /// <summary>The fixes with a fault, in time order.</summary>
    public List<FixFault> Faults { get; } = [];

    /// <summary>Goes through a drive; replaces the faults found before.</summary>
    /// <param name="count">Number of fixes on the track.</param>
    /// <param name="sound">Takes the indices of the fixes that count, ascending; replaced.</param>
    public void Run(int count, List<int> sound)
    {
        Faults.Clear();
        sound.Clear();
        for (var i = 0; i < count; i++)
        {
            var last = sound.Count - 1;
            if (last >= 0 && i + 1 < count && FaultsFrom(sound, i, count) is > 0 and var faults)
            {
                i += faults - 1;
                continue;
            }

            if (last >= 0 && track.ClockSeconds(sound[last], i) < 0)
                Faults.Add(new FixFault(i, FixFaultKind.ClockSetBack));
            sound.Add(i);
        }
    }

    /// <summary>How many fixes from one on are to be left out; 0 for none.</summary>
    private int FaultsFrom(List<int> sound, int fix, int count)
    {
        var before = sound[^1];
        if (IsOutOfTime(before, fix, fix + 1))
        {
            Faults.Add(new FixFault(fix, FixFaultKind.OutOfTime));
            return 1;
        }

        if (IsPossible(before, fix, fix + 1))
            return 0;
        var twoBefore = sound.Count < 2 ? before : sound[^2];
        for (var length = 1; length <= MostInARow && fix + length < count; length++)
        {
            var without = IsInOrder(twoBefore, before, fix + length, count);
            // It may be those behind that jumped: then they are left out in their turn.
            var with = fix + length + 1 < count && IsInOrder(before, fix, fix + length + 1, count);
            if (with && (!without || track.BesideEvenSpeedM(before, fix, fix + length + 1) < BesideNextM(before, fix + length, count)))
                return 0;
            if (!without)
                continue;
            for (var i = fix; i < fix + length; i++)
                Faults.Add(new FixFault(i, FixFaultKind.OutOfPlace));
            return length;
        }

        return 0;
    }

    /// <summary>True where two fixes, another and the one behind that follow each other as a vehicle's may.</summary>
    private bool IsInOrder(int twoBefore, int before, int after, int count) =>
        IsPossible(twoBefore, before, after) && (after + 1 >= count || IsPossible(before, after, after + 1));

    private double BesideNextM(int before, int fix, int count) =>
        fix + 1 < count ? track.BesideEvenSpeedM(before, fix, fix + 1) : 0;

    /// <summary>True also where the clock was set back: nobody knows then how long it took.</summary>
    private bool IsPossible(int before, int fix, int after)
    {
        double until = track.ClockSeconds(before, fix), rest = track.ClockSeconds(fix, after);
        return until < 0 || rest < 0 ||
            track.BesideEvenSpeedM(before, fix, after) <= NoiseM + LargestAcceleration / 2 * until * rest;
    }

    private bool IsOutOfTime(int before, int fix, int after) =>
        track.ClockSeconds(before, after) >= 0 && (track.ClockSeconds(before, fix) < 0 || track.ClockSeconds(fix, after) < 0);
}
