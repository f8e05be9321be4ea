using System.Globalization;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;

namespace Telemetry.LearningEvaluation.Platform;

/// <summary>The evidence of a grain, sealed now and then, as workers do, so that journals are aggregated. For one thread.</summary>
internal sealed class SealedGrain(GrainId id)
{
    private const int SealEvery = 32;

    private int _folded;
    private int _seals;

    /// <summary>The evidence.</summary>
    public GrainState State { get; } = GrainState.Open(id, ReadOnlyMemory<byte>.Empty);

    /// <summary>Folds contributions to this grain, at least one.</summary>
    public void Fold(IReadOnlyList<Contribution> contributions)
    {
        State.Fold(contributions);
        _folded += contributions.Count;
        if (_folded < SealEvery)
            return;
        _folded = 0;
        var now = DateTimeOffset.FromUnixTimeSeconds(3600L * contributions[^1].EventHour);
        State.Seal((++_seals).ToString(CultureInfo.InvariantCulture), now);
    }
}
