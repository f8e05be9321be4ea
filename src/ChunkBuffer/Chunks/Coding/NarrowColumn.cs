using System.Numerics;
using System.Runtime.Intrinsics;

namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>
/// Writes columns whose values lie near each other, as <see cref="RiceColumn"/> does and bit for bit the same: all predictors are tried at
/// once, and parameters are weighed, on eight values at a time in 32 bits. Choosing was two thirds of what a message cost to encode. Keeps
/// its memory; not safe for use by many threads.
/// </summary>
internal sealed class NarrowColumn
{
    /// <summary>How far a value may be from the first of its column, and a step of dead reckoning may be.</summary>
    public const int Widest = (1 << 27) - 1;

    private const int Predictors = 4;
    private static readonly int s_lanes = Vector256<int>.Count;
    private static readonly Vector256<int> s_laneNumbers = Vector256.Create(0, 1, 2, 3, 4, 5, 6, 7);

    // Values less the first one, from index 1; the zero before them makes every predictor guess the second value as "last" does.
    private int[] _values = [];
    private int[] _steps = [];
    private uint[] _folded = [];
    private int _stride;

    /// <summary>Writes a column; false, and nothing written, where it is too wide for this.</summary>
    /// <param name="writer">Takes the column's bits.</param>
    /// <param name="first">The first value.</param>
    /// <param name="values">At least one, all less the same number.</param>
    /// <param name="steps">For positions: how far dead reckoning moves, by frame; empty where it does not apply.</param>
    public bool TryWrite(BlockWriter writer, long first, ReadOnlySpan<int> values, ReadOnlySpan<long> steps)
    {
        Reserve(values.Length);
        if (!TryLoad(values) || !TryLoadSteps(steps))
            return false;
        var count = values.Length - 1;
        var predictor = Predict(count, steps.Length > 0, out var sum);
        var folded = _folded.AsSpan((int)predictor * _stride, _stride);
        var parameter = sum == 0 ? RiceColumn.AllZero : ParameterFor(folded, count, sum);
        writer.Bits((ulong)predictor << 5 | (uint)parameter, 8);
        writer.LongBits(ZigZag.Fold(first));
        if (parameter != RiceColumn.AllZero)
            writer.Rice(parameter, folded[..count]);
        return true;
    }

    private void Reserve(int count)
    {
        if (_stride >= count + s_lanes)
            return;
        _stride = count + s_lanes;
        _values = new int[_stride + 2];
        _steps = new int[_stride + 2];
        _folded = new uint[Predictors * _stride];
    }

    private bool TryLoad(ReadOnlySpan<int> values)
    {
        var first = values[0];
        var to = _values.AsSpan(1, values.Length);
        // Sign bits gather where a difference overflowed, upper bits where one is too wide.
        int overflown = 0;
        uint reached = 0;
        for (var i = 0; i < values.Length; i++)
        {
            var value = values[i];
            var less = unchecked(value - first);
            overflown |= (value ^ first) & (value ^ less);
            reached |= (uint)(less ^ (less >> 31));
            to[i] = less;
        }

        return overflown >= 0 && reached <= Widest;
    }

    private bool TryLoadSteps(ReadOnlySpan<long> steps)
    {
        var to = _steps.AsSpan(0, steps.Length);
        ulong reached = 0;
        for (var i = 1; i < steps.Length; i++)
        {
            var step = steps[i];
            reached |= (ulong)(step ^ (step >> 63));
            to[i] = (int)step;
        }

        return reached <= Widest;
    }

    /// <summary>Fills the folded residuals of every predictor; the one whose sum is least, the first of them where several are.</summary>
    private Predictor Predict(int count, bool withSteps, out ulong least)
    {
        Span<int> values = _values, steps = _steps;
        Span<uint> folded = _folded;
        var (last, linear, mean, reckoned) = (Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero, Vector256<ulong>.Zero);
        for (var i = 0; i < count; i += s_lanes)
        {
            // Nothing beyond the column's end counts.
            var valid = Vector256.LessThan(s_laneNumbers, Vector256.Create(count - i));
            var value = Vector256.Create<int>(values.Slice(i + 2, s_lanes));
            var before = Vector256.Create<int>(values.Slice(i + 1, s_lanes));
            var beforeThat = Vector256.Create<int>(values.Slice(i, s_lanes));
            var step = value - before;
            last += Store(step & valid, folded.Slice(i, s_lanes));
            linear += Store((step - (before - beforeThat)) & valid, folded.Slice(_stride + i, s_lanes));
            mean += Store((value - ((before + beforeThat) >> 1)) & valid, folded.Slice(2 * _stride + i, s_lanes));
            if (withSteps)
            {
                var driven = Vector256.Create<int>(steps.Slice(i + 1, s_lanes));
                reckoned += Store((step - driven) & valid, folded.Slice(3 * _stride + i, s_lanes));
            }
        }

        Span<ulong> sums = [Vector256.Sum(last), Vector256.Sum(linear), Vector256.Sum(mean), Vector256.Sum(reckoned)];
        var best = 0;
        for (var candidate = 1; candidate < (withSteps ? Predictors : Predictors - 1); candidate++)
        {
            if (sums[candidate] < sums[best])
                best = candidate;
        }

        least = sums[best];
        return (Predictor)best;
    }

    private static Vector256<ulong> Store(Vector256<int> residuals, Span<uint> to)
    {
        var folded = ((residuals << 1) ^ (residuals >> 31)).AsUInt32();
        folded.CopyTo(to);
        var (lower, upper) = Vector256.Widen(folded);
        return lower + upper;
    }

    /// <summary>The cheapest parameter: found by cost, near the logarithm of the mean.</summary>
    private static int ParameterFor(ReadOnlySpan<uint> folded, int count, ulong sum)
    {
        var guess = BitOperations.Log2(sum / (ulong)count | 1);
        var best = 0;
        var least = int.MaxValue;
        for (var parameter = Math.Max(0, guess - 3); parameter <= Math.Min(guess + 1, RiceColumn.LargestParameter); parameter++)
        {
            var cost = CostOf(folded, count, parameter);
            if (cost >= least)
                continue;
            least = cost;
            best = parameter;
        }

        return best;
    }

    private static int CostOf(ReadOnlySpan<uint> folded, int count, int parameter)
    {
        var escape = Vector256.Create((uint)RiceColumn.Escape);
        var coded = Vector256.Create((uint)parameter + 1);
        var bits = Vector256<uint>.Zero;
        var i = 0;
        for (; i < count; i += s_lanes)
        {
            var values = Vector256.Create(folded.Slice(i, s_lanes));
            var quotients = values >> parameter;
            var escaped = Vector256.GreaterThanOrEqual(quotients, escape);
            var cost = quotients + coded;
            if (escaped != Vector256<uint>.Zero)
                cost = Vector256.ConditionalSelect(escaped, LengthsOf(values) + Vector256.Create((uint)RiceColumn.Escape + 6), cost);
            bits += cost;
        }

        // What lies beyond the column's end is zeros, and cost as much as a zero does.
        return (int)Vector256.Sum(bits) - (i - count) * (parameter + 1);
    }

    // Bits that each number takes, from the exponent of the number as floating point. Clearing the bit below the highest keeps a long
    // row of ones from being rounded up to the next power of two.
    private static Vector256<uint> LengthsOf(Vector256<uint> values)
    {
        var rounded = Vector256.ConvertToSingle((values & ~(values >> 1)).AsInt32());
        return (rounded.AsUInt32() >> 23) - Vector256.Create(126u);
    }
}
