namespace Telemetry.FleetSimulator.World;

/// <summary>
/// How the base map that the platform is given differs from the truth. Shares are of the segments concerned, 0 to 1, chosen
/// by seed and segment id, so that the order of the segments does not matter.
/// </summary>
public sealed record WorldPerturbation
{
    /// <summary>Nothing differs.</summary>
    public static WorldPerturbation None { get; } =
        new() { Untagged = 0, WrongLimit = 0, Shifted = 0, OwnConditional = 0, OwnInner = 0 };

    /// <summary>Share of the segments with a limit that lose their tag; 0.2 by default.</summary>
    public double Untagged { get; init; } = 0.2;

    /// <summary>Share of the segments with a limit that carry another one; 0.1 by default.</summary>
    public double WrongLimit { get; init; } = 0.1;

    /// <summary>Share of the segments of at least 80 m whose line lies beside the true one; 0.05 by default.</summary>
    public double Shifted { get; init; } = 0.05;

    /// <summary>Least shift to either side in metres, above 0; 5 by default.</summary>
    public double MinShiftM { get; init; } = 5;

    /// <summary>Largest shift to either side in metres; 15 by default.</summary>
    public double MaxShiftM { get; init; } = 15;

    /// <summary>Share of the segments of at least 80 m that the base map lacks; 0 by default.</summary>
    public double Missing { get; init; }

    /// <summary>Share of the segments of at least 80 m that only the base map has: the road is gone; 0 by default.</summary>
    public double Gone { get; init; }

    /// <summary>Share of the segments whose true limit is another one at times, though no tag says so; 0.02 by default.</summary>
    public double OwnConditional { get; init; } = 0.02;

    /// <summary>Share of the segments of at least 300 m on which the true limit changes between the junctions; 0.02 by default.</summary>
    public double OwnInner { get; init; } = 0.02;

    /// <summary>Share of the time in which roads are wet; 0.15 by default.</summary>
    public double WetShare { get; init; } = 0.15;

    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal void Validate()
    {
        Check(Untagged >= 0 && WrongLimit >= 0 && Untagged + WrongLimit <= 1, nameof(Untagged));
        Check(Shifted is >= 0 and <= 1, nameof(Shifted));
        Check(Missing >= 0 && Gone >= 0 && Missing + Gone <= 1, nameof(Missing));
        Check(OwnConditional is >= 0 and <= 1, nameof(OwnConditional));
        Check(OwnInner is >= 0 and <= 1, nameof(OwnInner));
        Check(WetShare is >= 0 and <= 1, nameof(WetShare));
        Check(MinShiftM > 0 && MaxShiftM >= MinShiftM && MaxShiftM <= 100, nameof(MinShiftM));
    }

    private static void Check(bool holds, string name)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name);
    }
}
