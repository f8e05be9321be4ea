using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Evidence;

/// <summary>
/// A grain's state and the commit point of every change to it. Bulk that is rewritten seldom lies in immutable parts, which
/// the state names; a new head and the parts it names appear to readers at once.
/// </summary>
/// <param name="Grain">Whose evidence it is.</param>
/// <param name="Revision">Counts puts of the head, from 1; also its ETag.</param>
/// <param name="PublishedRevision">The newest revision whose facts are in the published map, 0 where none is.</param>
/// <param name="State">What the grain's fold serialised; at most 64 KB.</param>
public sealed record EvidenceHead(GrainId Grain, long Revision, long PublishedRevision, ReadOnlyMemory<byte> State)
{
    /// <summary>What stands for a grain that has no evidence: revision 0, which no store holds.</summary>
    public static EvidenceHead None(GrainId grain) => new(grain, Revision: 0, PublishedRevision: 0, ReadOnlyMemory<byte>.Empty);
}
