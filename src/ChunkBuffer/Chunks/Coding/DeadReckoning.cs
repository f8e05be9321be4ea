using System.Numerics;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>
/// How far a vehicle gets from frame to frame by speed and heading, in 1e-7 degrees. Whole numbers only, from a table made
/// by additions and multiplications: writer and reader must agree to the last bit on every machine.
/// </summary>
internal static class DeadReckoning
{
    private const int Circle = 3_600;

    // Whole numbers of this size and their quotients are exact enough as floating point: see Divide.
    private const long ExactBelow = 1L << 53;

    // Two speeds are summed (2), in 0.01 m/s (a unit of latitude is 1.113195 cm), over milliseconds (1,000), times 2^14.
    private const long LatitudeDivisor = 36_477_170;

    private static readonly int[] s_cosines = Cosines();

    /// <summary>Steps in latitude; entry 0 of <paramref name="steps"/> is unused.</summary>
    /// <param name="times">Milliseconds.</param>
    /// <param name="headings">0.1°, 0 to 3,599.</param>
    /// <param name="speeds">0.01 m/s.</param>
    /// <param name="steps">As long as the others.</param>
    public static void North<T>(
        ReadOnlySpan<long> times, ReadOnlySpan<T> headings, ReadOnlySpan<T> speeds, Span<long> steps)
        where T : struct, IBinaryInteger<T> =>
        Steps(times, headings, speeds, turn: 0, LatitudeDivisor, steps);

    /// <summary>Steps in longitude, whose degree is measured at <paramref name="latE7"/>.</summary>
    public static void East<T>(
        ReadOnlySpan<long> times, ReadOnlySpan<T> headings, ReadOnlySpan<T> speeds, long latE7, Span<long> steps)
        where T : struct, IBinaryInteger<T>
    {
        var tenths = latE7 is > -900_000_000 and < 900_000_000 ? (int)(Math.Abs(latE7) / 1_000_000) : 900;
        var divisor = Math.Max(1, (LatitudeDivisor * s_cosines[tenths]) >> 14);
        // The sine is the cosine a quarter turn back.
        Steps(times, headings, speeds, turn: Circle - Circle / 4, divisor, steps);
    }

    private static void Steps<T>(
        ReadOnlySpan<long> times, ReadOnlySpan<T> headings, ReadOnlySpan<T> speeds, int turn, long divisor, Span<long> steps)
        where T : struct, IBinaryInteger<T>
    {
        var cosines = s_cosines;
        long before = 0;
        for (var i = 0; i < times.Length; i++)
        {
            var angle = int.CreateTruncating(headings[i]) + turn;
            var now = unchecked(long.CreateTruncating(speeds[i]) * cosines[angle < Circle ? angle : angle - Circle]);
            if (i > 0)
                steps[i] = Divide(unchecked((now + before) * (times[i] - times[i - 1])), divisor);
            before = now;
        }
    }

    // The quotient cut towards zero. A division in floating point is several times as fast, and rounds up to a whole number only what is
    // nearer to it than 2^-53 of it, which no quotient of whole numbers below 2^53 is without being that number.
    private static long Divide(long dividend, long divisor) =>
        dividend is > -ExactBelow and < ExactBelow ? (long)((double)dividend / divisor) : dividend / divisor;

    /// <summary>Cosines of 0.1° steps times 2^14, by turning a unit vector step by step.</summary>
    private static int[] Cosines()
    {
        const double StepCosine = 0.9999984769132877, StepSine = 0.0017453283658983088;
        var table = new int[Circle];
        double x = 1, y = 0;
        for (var i = 0; i < Circle; i++)
        {
            table[i] = (int)Math.Floor(x * 16_384 + 0.5);
            var turned = x * StepCosine - y * StepSine;
            y = x * StepSine + y * StepCosine;
            x = turned;
        }

        return table;
    }
}
