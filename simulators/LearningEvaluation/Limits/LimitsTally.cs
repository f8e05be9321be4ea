namespace Telemetry.LearningEvaluation.Limits;

/// <summary>What the judge of limits counted, of one run or of several together. Metres are of directed roads.</summary>
public sealed record LimitsTally
{
    /// <summary>Nothing judged.</summary>
    public static LimitsTally Empty { get; } = new();

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

    /// <summary>Several tallies as one.</summary>
    public static LimitsTally Pool(IEnumerable<LimitsTally> tallies) => tallies.Aggregate(Empty, (a, b) => new LimitsTally
    {
        EligibleM = a.EligibleM + b.EligibleM,
        RightM = a.RightM + b.RightM,
        ToCorrectM = a.ToCorrectM + b.ToCorrectM,
        CorrectedM = a.CorrectedM + b.CorrectedM,
        RightBaseM = a.RightBaseM + b.RightBaseM,
        BrokenM = a.BrokenM + b.BrokenM,
        Changes = [.. a.Changes, .. b.Changes],
        Wrong = [.. a.Wrong, .. b.Wrong],
    });
}
