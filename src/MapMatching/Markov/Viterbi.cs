namespace Telemetry.MapMatching.Markov;

/// <summary>
/// The most likely sequence of states of a lattice (Viterbi 1967) in log space. Where no transition is as likely as giving up
/// and starting anew, the sequence is cut. Of equally likely sequences the one through earlier states wins, and one
/// without a cut before one with. A workspace that is used again and again.
/// </summary>
internal sealed class Viterbi
{
    private const int NoState = int.MinValue;

    private double[] _score = new double[512];
    // The state before; ~state where the sequence is cut between the two.
    private int[] _back = new int[512];
    private int[] _sequence = new int[64];
    private bool[] _cut = new bool[64];
    private double[] _logs = new double[64];

    /// <summary>The state chosen at a step.</summary>
    public int StateAt(int step) => _sequence[step];

    /// <summary>True where the sequence is cut before a step.</summary>
    public bool IsCutBefore(int step) => _cut[step];

    /// <summary>Decodes the lattice; every step must have a state.</summary>
    /// <param name="lattice">The states and their emission.</param>
    /// <param name="transitions">The ways between them.</param>
    /// <param name="cutLog">Logarithm of the odds of a cut.</param>
    /// <param name="beam">States less likely than the best of their step by more than this are not followed.</param>
    /// <returns>Logarithm of the likelihood of the sequence; 0 for no steps.</returns>
    public double Decode(Lattice lattice, ITransitions transitions, double cutLog, double beam)
    {
        if (lattice.Steps == 0)
            return 0;
        Reserve(lattice);
        for (var state = lattice.First(0); state < lattice.End(0); state++)
            (_score[state], _back[state]) = (lattice.LogEmission(state), NoState);
        for (var step = 1; step < lattice.Steps; step++)
            Advance(lattice, transitions, step, cutLog, beam);
        return Trace(lattice);
    }

    private void Advance(Lattice lattice, ITransitions transitions, int step, double cutLog, double beam)
    {
        int first = lattice.First(step), end = lattice.End(step);
        _score.AsSpan(first..end).Fill(double.NegativeInfinity);
        _back.AsSpan(first..end).Fill(NoState);
        if (_logs.Length < end - first)
            _logs = new double[2 * (end - first)];
        var logs = _logs.AsSpan(0, end - first);
        var best = Best(lattice, step - 1);
        for (var from = lattice.First(step - 1); from < first; from++)
        {
            // What is less likely than a cut behind the best state is beaten by that cut, wherever it leads.
            var least = _score[best] + cutLog - _score[from];
            if (least > 0 || _score[from] < _score[best] - beam)
                continue;
            transitions.From(step - 1, from, least, logs);
            for (var to = first; to < end; to++)
                Offer(to, _score[from] + logs[to - first], from);
        }

        for (var to = first; to < end; to++)
        {
            Offer(to, _score[best] + cutLog, ~best);
            _score[to] += lattice.LogEmission(to);
        }
    }

    private void Offer(int to, double score, int back)
    {
        if (score > _score[to])
            (_score[to], _back[to]) = (score, back);
    }

    private int Best(Lattice lattice, int step)
    {
        var best = lattice.First(step);
        for (var state = best + 1; state < lattice.End(step); state++)
            if (_score[state] > _score[best])
                best = state;
        return best;
    }

    private double Trace(Lattice lattice)
    {
        var last = Best(lattice, lattice.Steps - 1);
        var state = last;
        for (var step = lattice.Steps - 1; step >= 0; step--)
        {
            _sequence[step] = state;
            var back = _back[state];
            _cut[step] = back < 0 && step > 0;
            state = back < 0 ? ~back : back;
        }

        return _score[last];
    }

    private void Reserve(Lattice lattice)
    {
        if (_score.Length < lattice.States)
        {
            _score = new double[2 * lattice.States];
            _back = new int[2 * lattice.States];
        }

        if (_sequence.Length < lattice.Steps)
        {
            _sequence = new int[2 * lattice.Steps];
            _cut = new bool[2 * lattice.Steps];
        }
    }
}
