using Telemetry.Contracts.Limits;

namespace Telemetry.LearningEvaluation.Limits;

/// <summary>The limits along one directed segment: parts that do not overlap, by place, with gaps where nothing is known. Immutable.</summary>
internal sealed class LimitLine
{
    private readonly List<(double FromM, double ToM, SpeedLimit Limit)> _parts;

    /// <param name="parts">Metres along the base segment in the way's order, in any order.</param>
    public LimitLine(IEnumerable<(double FromM, double ToM, SpeedLimit Limit)> parts) => _parts = [.. parts.OrderBy(part => part.FromM)];

    public IReadOnlyList<(double FromM, double ToM, SpeedLimit Limit)> Parts => _parts;

    /// <summary>The limit at a place, of two that meet there the one that begins; null for none.</summary>
    public SpeedLimit? At(double alongM)
    {
        for (var i = _parts.Count - 1; i >= 0; i--)
        {
            if (_parts[i].FromM <= alongM && alongM <= _parts[i].ToM)
                return _parts[i].Limit;
        }

        return null;
    }

    /// <summary>The places at which lines of one segment may differ from each other: every begin and end, once each.</summary>
    public static double[] Cuts(double lengthM, params ReadOnlySpan<LimitLine> lines)
    {
        var cuts = new SortedSet<double> { 0, lengthM };
        foreach (var line in lines)
        {
            foreach (var (from, to, _) in line._parts)
            {
                cuts.Add(Math.Clamp(from, 0, lengthM));
                cuts.Add(Math.Clamp(to, 0, lengthM));
            }
        }

        return [.. cuts];
    }
}
