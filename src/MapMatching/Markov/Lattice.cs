namespace Telemetry.MapMatching.Markov;

/// <summary>
/// The states of a hidden Markov model, step by step, in flat arrays that only grow. The states of step t are
/// <c>First(t)</c> to <c>End(t) - 1</c>. A state is a place on a directed edge, or off the network (edge -1). Reused from drive to drive.
/// </summary>
internal sealed class Lattice
{
    private int[] _fix = new int[64];
    private int[] _first = new int[65];
    private int[] _edge = new int[512];
    private double[] _positionM = new double[512];
    private double[] _logEmission = new double[512];

    /// <summary>Number of steps.</summary>
    public int Steps { get; private set; }

    /// <summary>Number of states of all steps together.</summary>
    public int States { get; private set; }

    public void Clear() => (Steps, States) = (0, 0);

    /// <summary>Index of the fix that a step stands for.</summary>
    public int Fix(int step) => _fix[step];

    public int First(int step) => _first[step];

    public int End(int step) => _first[step + 1];

    public int Edge(int state) => _edge[state];

    /// <summary>Metres from the begin of the edge, in the direction of travel.</summary>
    public double PositionM(int state) => _positionM[state];

    public double LogEmission(int state) => _logEmission[state];

    public ReadOnlySpan<int> Edges(int step) => _edge.AsSpan(First(step)..End(step));

    /// <summary>Begins the next step; states added from now on belong to it.</summary>
    public void BeginStep(int fix)
    {
        if (Steps == _fix.Length)
        {
            Array.Resize(ref _fix, 2 * Steps);
            Array.Resize(ref _first, 2 * Steps + 1);
        }

        _fix[Steps] = fix;
        _first[Steps++] = States;
        _first[Steps] = States;
    }

    public void Add(int edge, double positionM, double logEmission)
    {
        if (States == _edge.Length)
        {
            Array.Resize(ref _edge, 2 * States);
            Array.Resize(ref _positionM, 2 * States);
            Array.Resize(ref _logEmission, 2 * States);
        }

        (_edge[States], _positionM[States], _logEmission[States]) = (edge, positionM, logEmission);
        _first[Steps] = ++States;
    }
}
