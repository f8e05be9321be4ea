using FsCheck;
using FsCheck.Fluent;
using Telemetry.MapMatching.Markov;

namespace Telemetry.MapMatching.Tests;

public sealed class ViterbiTests
{
    private const double CutLog = -8;

    [Fact]
    public void Decode_SmallLattices_AgreesWithTryingEverySequence() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), Agrees).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_LatticeReused_GivesTheSameSequence()
    {
        var lattice = new Lattice();
        var viterbi = new Viterbi();
        var first = Decode(lattice, viterbi, seed: 5);
        Decode(lattice, viterbi, seed: 6);
        Assert.Equal(first, Decode(lattice, viterbi, seed: 5));
    }

    [Fact]
    public void Decode_NoTransitionLeft_CutsTheSequence()
    {
        var lattice = new Lattice();
        lattice.BeginStep(0);
        lattice.Add(0, 0, -1);
        lattice.BeginStep(1);
        lattice.Add(2, 0, -1);
        var viterbi = new Viterbi();
        Assert.Equal(-2 + CutLog, viterbi.Decode(lattice, new Table(_ => double.NegativeInfinity, lattice), CutLog, 1000));
        Assert.True(viterbi.IsCutBefore(1));
        Assert.False(viterbi.IsCutBefore(0));
    }

    [Fact]
    public void Decode_EquallyLikelySequences_TakesTheEarlierStates()
    {
        var lattice = new Lattice();
        for (var step = 0; step < 3; step++)
        {
            lattice.BeginStep(step);
            for (var state = 0; state < 3; state++)
                lattice.Add(state, 0, -1);
        }

        var viterbi = new Viterbi();
        viterbi.Decode(lattice, new Table(_ => -1, lattice), CutLog, 1000);
        Assert.Equal([0, 3, 6], Enumerable.Range(0, 3).Select(viterbi.StateAt));
    }

    [Fact]
    public void Decode_NoSteps_IsCertain() =>
        Assert.Equal(0, new Viterbi().Decode(new Lattice(), new Table(_ => 0, new Lattice()), CutLog, 1000));

    private static bool Agrees(int seed)
    {
        var lattice = new Lattice();
        var transitions = Draw(lattice, seed);
        var viterbi = new Viterbi();
        var best = viterbi.Decode(lattice, transitions, CutLog, 1000);
        var chosen = Enumerable.Range(0, lattice.Steps).Select(viterbi.StateAt).ToArray();
        return Math.Abs(best - BestOfAll(lattice, transitions)) < 1e-9 && Math.Abs(best - Score(lattice, transitions, chosen)) < 1e-9;
    }

    private static int[] Decode(Lattice lattice, Viterbi viterbi, int seed)
    {
        viterbi.Decode(lattice, Draw(lattice, seed), CutLog, 1000);
        return [.. Enumerable.Range(0, lattice.Steps).Select(viterbi.StateAt)];
    }

    private static Table Draw(Lattice lattice, int seed)
    {
        var random = new Random(seed);
        lattice.Clear();
        for (int step = 0, steps = random.Next(1, 6); step < steps; step++)
        {
            lattice.BeginStep(step);
            for (int state = 0, states = random.Next(1, 5); state < states; state++)
                lattice.Add(state, 0, -10 * random.NextDouble());
        }

        var logs = new double[lattice.States * lattice.States];
        for (var i = 0; i < logs.Length; i++)
            logs[i] = random.Next(3) == 0 ? double.NegativeInfinity : -10 * random.NextDouble();
        return new Table(pair => logs[pair.From * lattice.States + pair.To], lattice);
    }

    private static double BestOfAll(Lattice lattice, Table transitions)
    {
        var best = double.NegativeInfinity;
        var sequence = new int[lattice.Steps];
        void Try(int step)
        {
            if (step == lattice.Steps)
            {
                best = Math.Max(best, Score(lattice, transitions, sequence));
                return;
            }

            for (sequence[step] = lattice.First(step); sequence[step] < lattice.End(step); sequence[step]++)
                Try(step + 1);
        }

        Try(0);
        return best;
    }

    private static double Score(Lattice lattice, Table transitions, int[] sequence)
    {
        var score = lattice.LogEmission(sequence[0]);
        for (var step = 1; step < sequence.Length; step++)
            score += Math.Max(CutLog, transitions.Log((sequence[step - 1], sequence[step]))) + lattice.LogEmission(sequence[step]);
        return score;
    }

    private sealed class Table(Func<(int From, int To), double> log, Lattice lattice) : ITransitions
    {
        public double Log((int From, int To) pair) => log(pair);

        public void From(int step, int state, double least, Span<double> logs)
        {
            for (var i = 0; i < logs.Length; i++)
            {
                var exact = log((state, lattice.First(step + 1) + i));
                // As a bounded search does: what does not matter is not found.
                logs[i] = exact < least ? double.NegativeInfinity : exact;
            }
        }
    }
}
