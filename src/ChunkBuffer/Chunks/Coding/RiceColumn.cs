using System.Numerics;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>
/// One column of numbers: the first value, then what a predictor leaves over, Rice-coded with the column's own parameter.
/// Arithmetic wraps at 64 bits, so any values survive.
/// </summary>
internal static class RiceColumn
{
    /// <summary>A quotient of this many zeros means: a number with its own length follows.</summary>
    public const int Escape = 16;

    /// <summary>The parameter that stands for "every residual is zero": no bits follow.</summary>
    public const int AllZero = 31;

    /// <summary>The largest parameter that is one.</summary>
    public const int LargestParameter = 30;

    /// <param name="writer">Takes the column's bits.</param>
    /// <param name="values">At least one.</param>
    /// <param name="residuals">Scratch of the same length.</param>
    /// <param name="steps">For positions: how far dead reckoning moves, by frame; empty where it does not apply.</param>
    public static void Write(BlockWriter writer, ReadOnlySpan<long> values, Span<long> residuals, ReadOnlySpan<long> steps)
    {
        var predictor = Choose(values, residuals, steps);
        Prediction.Subtract(predictor, values, residuals, steps);
        var rest = residuals[1..values.Length];
        var parameter = ParameterFor(rest);
        writer.Bits((ulong)predictor, 3);
        writer.Bits((ulong)parameter, 5);
        writer.LongBits(ZigZag.Fold(values[0]));
        if (parameter == AllZero)
            return;
        foreach (var residual in rest)
        {
            var folded = ZigZag.Fold(residual);
            var quotient = folded >> parameter;
            if (quotient < Escape)
            {
                writer.Bits(1, (int)quotient + 1);
                writer.Bits(folded & ((1UL << parameter) - 1), parameter);
            }
            else
            {
                writer.Bits(0, Escape);
                writer.LongBits(folded);
            }
        }
    }

    /// <summary>Reads a column into <paramref name="values"/> (at least one), as <see cref="Write"/> wrote it.</summary>
    public static void Read(ref BlockReader reader, Span<long> values, ReadOnlySpan<long> steps)
    {
        var predictor = (Predictor)reader.Bits(3);
        var parameter = (int)reader.Bits(5);
        if (predictor > Predictor.DeadReckoning || (predictor == Predictor.DeadReckoning && steps.IsEmpty))
            throw new ChunkFormatException("A column of a message names no predictor.");
        values[0] = ZigZag.Unfold(reader.LongBits());
        if (parameter == AllZero)
            values[1..].Clear();
        else
            reader.Rice(parameter, values[1..]);
        Prediction.Add(predictor, values, steps);
    }

    private static Predictor Choose(ReadOnlySpan<long> values, Span<long> residuals, ReadOnlySpan<long> steps)
    {
        var last = steps.IsEmpty ? Predictor.Mean : Predictor.DeadReckoning;
        var best = Predictor.Last;
        var least = UInt128.MaxValue;
        for (var candidate = Predictor.Last; candidate <= last; candidate++)
        {
            Prediction.Subtract(candidate, values, residuals, steps);
            UInt128 sum = 0;
            foreach (var residual in residuals[1..values.Length])
                sum += ZigZag.Fold(residual);
            if (sum >= least)
                continue;
            least = sum;
            best = candidate;
        }

        return best;
    }

    /// <summary>The cheapest parameter: found by cost, near the logarithm of the mean.</summary>
    private static int ParameterFor(ReadOnlySpan<long> residuals)
    {
        UInt128 sum = 0;
        foreach (var residual in residuals)
            sum += ZigZag.Fold(residual);
        if (sum == 0)
            return AllZero;
        var guess = BitOperations.Log2((ulong)(sum / (UInt128)residuals.Length) | 1);
        var best = 0;
        var least = long.MaxValue;
        for (var parameter = Math.Max(0, guess - 3); parameter <= Math.Min(guess + 1, LargestParameter); parameter++)
        {
            var cost = CostOf(residuals, parameter);
            if (cost >= least)
                continue;
            least = cost;
            best = parameter;
        }

        return best;
    }

    private static long CostOf(ReadOnlySpan<long> residuals, int parameter)
    {
        long bits = 0;
        foreach (var residual in residuals)
        {
            var folded = ZigZag.Fold(residual);
            var quotient = folded >> parameter;
            bits += quotient < Escape
                ? (long)quotient + 1 + parameter
                : Escape + 6 + (64 - BitOperations.LeadingZeroCount(folded));
        }

        return bits;
    }
}
