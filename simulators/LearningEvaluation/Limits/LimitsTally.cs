namespace Telemetry.LearningEvaluation.Limits;

/// <summary>What the judge of limits counted, of one run or of several together. Metres are of directed roads.</summary>
public sealed record LimitsTally
{
    /// <summary>Metres of eligible directed segments.</summary>
    public double EligibleM { get; init; }

    /// <summary>Of those, where the true limit is published.</summary>
    public double RightM { get; init; }

    /// <summary>Of the eligible, where the base map has no limit or a wrong one.</summary>
    public double ToCorrectM { get; init; }

    /// <summary>Of those, where the true limit is published.</summary>
    public double CorrectedM { get; init; }

    /// <summary>Of the eligible, where the base map has the true limit.</summary>
    public double RightBaseM { get; init; }

    /// <summary>Of those, where something else is published.</summary>
    public double BrokenM { get; init; }

    /// <summary>Every place where the true limit changes.</summary>
    public IReadOnlyList<ChangeVerdict> Changes { get; init; } = [];

    /// <summary>Every wrong part, by segment, direction and place.</summary>
    public IReadOnlyList<WrongLimit> Wrong { get; init; } = [];

    /// <summary>
    /// Every directed segment of the base map, eligible or not: distinct vehicles that passed it, its length, and the metres of it with the
    /// true limit published.
    /// </summary>
    public IReadOnlyList<(int Vehicles, double LengthM, double RightM)> ByVehicles { get; init; } = [];

    /// <summary>Several tallies as one.</summary>
    public static LimitsTally Pool(IEnumerable<LimitsTally> tallies)
    {
        var all = tallies.ToList();
        return new LimitsTally
        {
            EligibleM = all.Sum(one => one.EligibleM),
            RightM = all.Sum(one => one.RightM),
            ToCorrectM = all.Sum(one => one.ToCorrectM),
            CorrectedM = all.Sum(one => one.CorrectedM),
            RightBaseM = all.Sum(one => one.RightBaseM),
            BrokenM = all.Sum(one => one.BrokenM),
            Changes = [.. all.SelectMany(one => one.Changes)],
            Wrong = [.. all.SelectMany(one => one.Wrong)],
            ByVehicles = [.. all.SelectMany(one => one.ByVehicles)],
        };
    }
}
