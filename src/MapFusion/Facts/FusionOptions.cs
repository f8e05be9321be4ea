namespace Telemetry.MapFusion.Facts;

/// <summary>How facts are derived from evidence. Immutable; the same everywhere at one time, else facts differ.</summary>
public sealed class FusionOptions
{
    /// <summary>The defaults.</summary>
    public static FusionOptions Default { get; } = new();

    /// <summary>Distinct vehicles within one epoch that a fact needs. 1 to 16; default 3.</summary>
    public int MinVehicles { get; init; } = 3;

    /// <summary>Distinct fleets within one epoch that a fact needs. 1 to 16; default 1.</summary>
    public int MinFleets { get; init; } = 1;

    /// <summary>
    /// Time after which a vehicle's last word counts half, in event time. 1 to 365 days; default 84 days. Changes are told by the order of
    /// words (<see cref="ChangeOdds"/>), not by forgetting: the shorter this is, the oftener chance tips what is about even. It counts from
    /// the last day on which as many vehicles as a fact needs had been there: one vehicle cannot make others look old.
    /// </summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(84);

    /// <summary>How likely a tag of the base map is right before any vehicle was heard. 0.01 to 0.999; default 0.9.</summary>
    public double TagTrust { get; init; } = 0.9;

    /// <summary>
    /// How many times as likely as the tag a limit must be to overturn it. 1 to 1,000,000; default 4.
    /// </summary>
    public double OverturnOdds { get; init; } = 4;

    /// <summary>
    /// How many times as likely the newest words must be under another limit than under the one that all words speak for, to take that
    /// it changed in the world. 10 to 1e15; default 1e8: four or five vehicles in a row that read a new sign.
    /// </summary>
    public double ChangeOdds { get; init; } = 1e8;

    /// <summary>
    /// How often vehicles together mislead for reasons that their number does not mend, as where many are matched to the wrong one of
    /// two roads: taken off every confidence. 0 to 0.5; default 0.014.
    /// </summary>
    public double Doubt { get; init; } = 0.014;

    /// <summary>Confidence given to a tag where too few vehicles were there to tell. 0 to 1; default 0.7.</summary>
    public double BaseConfidence { get; init; } = 0.7;

    /// <summary>
    /// Shortest stretch with a limit of its own, in metres; shorter ones join the longer neighbour, since a sign's place is
    /// known no better. 0 to 200; default 30.
    /// </summary>
    public double MinRangeM { get; init; } = 30;

    /// <summary>
    /// Smallest shift of a road that is published, in metres: beside roads that run near each other matching makes lesser ones. 0.1
    /// to 20; default 3.
    /// </summary>
    public double MinShiftM { get; init; } = 3;

    /// <summary>How many standard errors a shift must exceed. 1 to 10; default 3.</summary>
    public double ShiftSigmas { get; init; } = 3;

    /// <summary>Throws unless every value is in its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        InRange(MinVehicles, 1, 16, nameof(MinVehicles));
        InRange(MinFleets, 1, 16, nameof(MinFleets));
        InRange(HalfLife.TotalDays, 1, 365, nameof(HalfLife));
        InRange(TagTrust, 0.01, 0.999, nameof(TagTrust));
        InRange(OverturnOdds, 1, 1_000_000, nameof(OverturnOdds));
        InRange(ChangeOdds, 10, 1e15, nameof(ChangeOdds));
        InRange(Doubt, 0, 0.5, nameof(Doubt));
        InRange(BaseConfidence, 0, 1, nameof(BaseConfidence));
        InRange(MinRangeM, 0, 200, nameof(MinRangeM));
        InRange(MinShiftM, 0.1, 20, nameof(MinShiftM));
        InRange(ShiftSigmas, 1, 10, nameof(ShiftSigmas));
    }

    private static void InRange(double value, double least, double most, string name)
    {
        // The negated form refuses NaN as well.
        if (!(value >= least && value <= most))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"{name} must be {least} to {most}."));
    }
}
