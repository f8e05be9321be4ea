namespace Telemetry.ChunkBuffer.Chunks.Coding;

/// <summary>Takes predictions off a column and puts them back. The first value stays; wraps at 64 bits.</summary>
internal static class Prediction
{
    /// <summary>Values to residuals; <paramref name="residuals"/> is at least as long as <paramref name="values"/>.</summary>
    public static void Subtract(
        Predictor predictor, ReadOnlySpan<long> values, Span<long> residuals, ReadOnlySpan<long> steps)
    {
        residuals[0] = values[0];
        for (var i = 1; i < values.Length; i++)
        {
            residuals[i] = unchecked(values[i] - predictor switch
            {
                Predictor.DeadReckoning => values[i - 1] + steps[i],
                Predictor.Linear when i > 1 => 2 * values[i - 1] - values[i - 2],
                Predictor.Mean when i > 1 => (values[i - 1] + values[i - 2]) >> 1,
                _ => values[i - 1],
            });
        }
    }

    /// <summary>Residuals to values, in place.</summary>
    public static void Add(Predictor predictor, Span<long> values, ReadOnlySpan<long> steps)
    {
        if (values.Length < 2)
            return;
        switch (predictor)
        {
            case Predictor.DeadReckoning:
                AddSteps(values, steps);
                break;
            case Predictor.Linear:
                AddLinear(values);
                break;
            case Predictor.Mean:
                AddMean(values);
                break;
            default:
                AddLast(values);
                break;
        }
    }

    private static void AddSteps(Span<long> values, ReadOnlySpan<long> steps)
    {
        var value = values[0];
        for (var i = 1; i < values.Length; i++)
            values[i] = value = unchecked(values[i] + value + steps[i]);
    }

    private static void AddLast(Span<long> values)
    {
        var value = values[0];
        for (var i = 1; i < values.Length; i++)
            values[i] = value = unchecked(values[i] + value);
    }

    private static void AddLinear(Span<long> values)
    {
        var step = values[1];
        var value = values[1] = unchecked(values[0] + step);
        for (var i = 2; i < values.Length; i++)
        {
            step = unchecked(step + values[i]);
            values[i] = value = unchecked(value + step);
        }
    }

    private static void AddMean(Span<long> values)
    {
        var before = values[0];
        var value = values[1] = unchecked(values[1] + before);
        for (var i = 2; i < values.Length; i++)
        {
            var next = unchecked(values[i] + ((value + before) >> 1));
            before = value;
            values[i] = value = next;
        }
    }
}
