using Telemetry.MapFusion.Contributions;

namespace Telemetry.MapWorker.Processing;

/// <summary>What matching makes of a message.</summary>
/// <param name="Contributions">What it has to say, to whichever grains.</param>
/// <param name="MatchedFrames">Counted frames that lie on a road.</param>
internal sealed record MatchedMessage(IReadOnlyList<Contribution> Contributions, int MatchedFrames);
