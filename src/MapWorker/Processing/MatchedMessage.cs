using Telemetry.MapFusion.Contributions;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapWorker.Processing;

/// <summary>What matching makes of a message.</summary>
/// <param name="Contributions">What it has to say, to whichever grains.</param>
/// <param name="Tally">What became of the frames that are counted.</param>
internal sealed record MatchedMessage(IReadOnlyList<Contribution> Contributions, MatchTally Tally);
