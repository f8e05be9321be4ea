namespace Telemetry.MapMatching.Markov;

/// <summary>How likely it is to go from a state to those of the next step.</summary>
internal interface ITransitions
{
    /// <summary>
    /// Fills <paramref name="logs"/>, one per state of step <paramref name="step"/> + 1, with natural logarithms; negative infinity
    /// where there is no way. What lies below <paramref name="least"/> is never chosen, so that it may be given as negative infinity as
    /// well: a search need not go that far.
    /// </summary>
    /// <param name="step">The step of <paramref name="state"/>.</param>
    /// <param name="state">Where the vehicle is.</param>
    /// <param name="least">The smallest logarithm that matters, 0 or below.</param>
    /// <param name="logs">One per state of the next step.</param>
    void From(int step, int state, double least, Span<double> logs);
}
