using Telemetry.Contracts.Geography;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Wire;

namespace Telemetry.MapFusion.Grains;

/// <summary>
/// A grain's evidence in memory. Mutable, for one thread at a time. It never reads a store: it names the parts it needs and
/// is given them. What it holds is a commutative, idempotent aggregate: any order, repetition and grouping of the same
/// contributions, with any sealing and opening in between, derives the same facts.
/// </summary>
public abstract class GrainState
{
    private protected GrainState(GrainId grain) => Grain = grain;

    /// <summary>Whose evidence it is.</summary>
    public GrainId Grain { get; }

    /// <summary>The base-map cell where the grain's segment is at home; null for cells and where nothing was folded yet.</summary>
    public abstract CellId? HomeCell { get; }

    /// <summary>The newest event day ever folded, -1 where nothing was. Known from the head alone.</summary>
    public abstract int NewestDay { get; }

    /// <summary>True where nothing was ever folded.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>A grain's state from its stored head.</summary>
    /// <param name="grain">Whose evidence it is.</param>
    /// <param name="head">The head as sealed; empty where there is no evidence yet.</param>
    /// <exception cref="EvidenceFormatException">The bytes are not a head of this kind of grain.</exception>
    public static GrainState Open(GrainId grain, ReadOnlyMemory<byte> head) => grain.Kind switch
    {
        GrainKind.Segment => new JournaledState<SegmentDay>(grain, head),
        GrainKind.Cell => new JournaledState<CellDay>(grain, head),
        _ => throw new ArgumentOutOfRangeException(nameof(grain), grain, "There is no such kind of grain."),
    };

    /// <summary>About how many bytes the state is when stored, parts that were added included; what it takes in memory is some times that.</summary>
    public abstract long Bytes { get; }

    /// <summary>Every part that the head names: what else is stored for the grain, nothing needs any more.</summary>
    public abstract IReadOnlyList<string> PartNames { get; }

    /// <summary>Parts that must be added before <see cref="Fold"/>, without those added already: ids of the same hours.</summary>
    public abstract IReadOnlyList<string> PartsToFold(IReadOnlyList<Contribution> contributions);

    /// <summary>Parts that must be added before facts are derived, without those added already.</summary>
    public abstract IReadOnlyList<string> PartsToDerive();

    /// <summary>
    /// Parts that must be added before <see cref="Seal"/>, without those added already; empty unless the journal overflows.
    /// </summary>
    public abstract IReadOnlyList<string> PartsToSeal(DateTimeOffset now);

    /// <summary>Gives the state a part. Adding one twice, or one it does not name, is allowed.</summary>
    /// <exception cref="EvidenceFormatException">The bytes are not such a part.</exception>
    public abstract void AddPart(string name, ReadOnlyMemory<byte> bytes);

    /// <summary>Folds contributions in.</summary>
    /// <returns>For each whether it was new; false for a repetition, which changes nothing.</returns>
    /// <exception cref="EvidenceFormatException">A payload is malformed; then nothing of the batch was folded.</exception>
    /// <exception cref="ArgumentException">A contribution belongs to another grain; nothing was folded.</exception>
    /// <exception cref="InvalidOperationException">A part of <see cref="PartsToFold"/> is missing; nothing was folded.</exception>
    public abstract IReadOnlyList<bool> Fold(IReadOnlyList<Contribution> contributions);

    /// <summary>
    /// Turns the state into what is to be stored. The state goes on as what was sealed; whoever fails to put the head drops
    /// this object and opens the stored one.
    /// </summary>
    /// <param name="nonce">Makes part names unique; never used twice for a grain.</param>
    /// <param name="now">The time; only for dropping ids that no resend can carry any more.</param>
    /// <exception cref="InvalidOperationException">A part of <see cref="PartsToSeal"/> is missing.</exception>
    public abstract SealedState Seal(string nonce, DateTimeOffset now);
}
