namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// How a car knows the limit that it holds on a segment: read on it, or how far before its begin, in the direction of travel, it passed
/// the sign, in classes of 25 m near by and wider ones farther off. A sign stands for what lies behind it, so that of two cars
/// the one that read last knows best.
/// </summary>
/// <param name="Class">0 to <see cref="Classes"/> - 1.</param>
internal readonly record struct SignDistance(byte Class)
{
    /// <summary>How many there are; few enough for a limit and its distance to take two bytes.</summary>
    public const int Classes = 30;

    // The far end of each class from 1 on.
    private static readonly double[] s_toM =
    [
        25, 50, 75, 100, 125, 150, 175, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900, 1_000, 1_250, 1_600, 2_000, 2_500,
        3_200, 4_000, 6_000, 20_000,
    ];

    /// <summary>On the segment.</summary>
    public static SignDistance Here { get; } = new(0);

    /// <summary>
    /// Up to 25 m before the segment: as like as not the sign stands behind the junction, and the position was wrong.
    /// </summary>
    public static SignDistance Near { get; } = new(1);

    /// <summary>Posted on another road, which the car has left by a turn or on a stretch that was not matched.</summary>
    public static SignDistance BeforeTurn { get; } = new(Classes - 2);

    /// <summary>No sign was passed, or too far back to count.</summary>
    public static SignDistance Nowhere { get; } = new(Classes - 1);

    /// <summary>True where it is known how far the sign is.</summary>
    public bool IsKnown => Class < BeforeTurn.Class;

    /// <summary>Metres from the segment's begin back to the sign, the middle of the class; 0 on the segment, infinite where not known.</summary>
    public double BackM => Class == 0 ? 0 : !IsKnown ? double.PositiveInfinity
        : Class == 1 ? s_toM[0] / 2 : (s_toM[Class - 2] + s_toM[Class - 1]) / 2;

    /// <summary>The class of a distance in metres, 0 or less on the segment; beyond 20 km <see cref="Nowhere"/>.</summary>
    public static SignDistance Of(double backM)
    {
        if (backM <= 0)
            return Here;
        var index = Array.BinarySearch(s_toM, backM);
        var step = index >= 0 ? index : ~index;
        return step < s_toM.Length ? new SignDistance((byte)(step + 1)) : Nowhere;
    }
}
