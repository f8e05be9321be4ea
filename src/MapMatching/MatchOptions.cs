namespace Telemetry.MapMatching;

/// <summary>
/// How a <see cref="Matcher"/> weighs evidence. The defaults suit cars with a satellite receiver at one fix per 1 to 30 seconds;
/// none depends on the size of the map. Immutable.
/// </summary>
public sealed record MatchOptions
{
    /// <summary>
    /// Nothing farther than this from every fix has a say, in metres: a graph that holds every segment nearer than it to some
    /// fix of the message gives the same result as the graph of the whole world (<see cref="MatchReach"/> names the cells). 2,000 m.
    /// </summary>
    public const double ReachM = 2_000;

    /// <summary>The longest route looked for between two fixes, in metres: the reach less the largest candidate radius.</summary>
    public const double LongestRouteM = ReachM - LargestCandidateRadiusM;

    internal const double LargestCandidateRadiusM = 200;

    /// <summary>The defaults.</summary>
    public static MatchOptions Default { get; } = new();

    /// <summary>How far from a fix a road is considered, in metres. Default 60; range 10 to 200.</summary>
    public double CandidateRadiusM { get; init; } = 60;

    /// <summary>How many segments are considered per fix, nearest first. Default 24; range 1 to 64.</summary>
    public int MaxCandidates { get; init; } = 24;

    /// <summary>
    /// Fixes nearer than this to the last one used are matched by projection onto the path, in metres: a standing car then adds
    /// nothing, and a slow one is not taken for evidence again and again. Default 15; range 0 to 100.
    /// </summary>
    public double ThinningM { get; init; } = 15;

    /// <summary>
    /// Position errors last: evidence of fixes that follow each other faster than this is weighed down in proportion. Default
    /// 3 s; range 0 to 60 s.
    /// </summary>
    public TimeSpan ErrorPersistence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Bounds of the position error's scale, in metres; the scale itself is estimated per message. Default 3 to 20; range
    /// 0.5 to 100.
    /// </summary>
    public (double Smallest, double Largest) ErrorScaleM { get; init; } = (3, 20);

    /// <summary>One standard deviation of heading against the road's bearing, in degrees. Default 12; range 1 to 90.</summary>
    public double HeadingDeviationDeg { get; init; } = 12;

    /// <summary>Share of headings that say nothing, so that none rules a road out. Default 0.02; range 0.0001 to 0.5.</summary>
    public double HeadingOutliers { get; init; } = 0.02;

    /// <summary>
    /// Scale of the difference between the route's length and the way travelled, in metres, for the shortest steps. Default 4; range
    /// 0.5 to 100. A tenth of the way is added to it.
    /// </summary>
    public double RouteScaleM { get; init; } = 4;

    /// <summary>Natural logarithm of the odds of turning around. Default -7; range -50 to 0.</summary>
    public double UTurnLog { get; init; } = -7;

    /// <summary>Natural logarithm of the odds of leaving or of joining the network. Default -12; range -100 to 0.</summary>
    public double OffNetworkLog { get; init; } = -12;

    /// <summary>
    /// Natural logarithm of the odds of staying off the network from one fix to the next: about what a step along a road
    /// costs, so that neither is the cheaper way to go on. Default -1; range -10 to 0.
    /// </summary>
    public double OffNetworkStepLog { get; init; } = -1;

    /// <summary>
    /// Being off the network explains a fix as well as a road this many error scales away does. Default 5; range 1 to 20.
    /// </summary>
    public double OffNetworkScales { get; init; } = 5;

    /// <summary>Natural logarithm of the odds that no route joins two fixes that are both on roads. Default -22; range -100 to 0.</summary>
    public double NoRouteLog { get; init; } = -22;

    /// <summary>What is less likely than the best by more than this is given up, in natural logarithms. Default 25; range 1 to 1000.</summary>
    public double Beam { get; init; } = 25;

    /// <summary>A longer time without a fix is a break. Default 5 minutes; range 1 second to 1 hour.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A vehicle that would have been faster has jumped, in m/s. Default 85; range 10 to 300.</summary>
    public double FastestMps { get; init; } = 85;

    /// <summary>Throws where a value lies outside its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Names the value.</exception>
    public void Validate()
    {
        Check(CandidateRadiusM, 10, LargestCandidateRadiusM, nameof(CandidateRadiusM));
        Check(MaxCandidates, 1, 64, nameof(MaxCandidates));
        Check(ThinningM, 0, 100, nameof(ThinningM));
        Check(ErrorPersistence.TotalSeconds, 0, 60, nameof(ErrorPersistence));
        Check(ErrorScaleM.Smallest, 0.5, 100, nameof(ErrorScaleM));
        Check(ErrorScaleM.Largest, ErrorScaleM.Smallest, 100, nameof(ErrorScaleM));
        Check(HeadingDeviationDeg, 1, 90, nameof(HeadingDeviationDeg));
        Check(HeadingOutliers, 0.0001, 0.5, nameof(HeadingOutliers));
        Check(RouteScaleM, 0.5, 100, nameof(RouteScaleM));
        Check(UTurnLog, -50, 0, nameof(UTurnLog));
        Check(OffNetworkLog, -100, 0, nameof(OffNetworkLog));
        Check(OffNetworkStepLog, -10, 0, nameof(OffNetworkStepLog));
        Check(OffNetworkScales, 1, 20, nameof(OffNetworkScales));
        Check(NoRouteLog, -100, 0, nameof(NoRouteLog));
        Check(Beam, 1, 1000, nameof(Beam));
        Check(LongestGap.TotalSeconds, 1, 3600, nameof(LongestGap));
        Check(FastestMps, 10, 300, nameof(FastestMps));
    }

    private static void Check(double value, double smallest, double largest, string name)
    {
        // The negated form refuses NaN as well.
        if (!(value >= smallest && value <= largest))
            throw new ArgumentOutOfRangeException(name, value, FormattableString.Invariant($"Must be {smallest} to {largest}."));
    }
}
