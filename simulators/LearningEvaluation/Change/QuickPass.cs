using Telemetry.MapFusion.Contributions;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>One car's pass over a directed edge.</summary>
/// <param name="Contributions">What it adds to the evidence of the edge's segment; one for a whole pass.</param>
/// <param name="SawSign">True where the car read, as it stands, a sign of the edge that says the limit asked for.</param>
internal readonly record struct QuickPass(IReadOnlyList<Contribution> Contributions, bool SawSign);
