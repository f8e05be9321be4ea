using System.Globalization;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;
using Telemetry.RoadNetwork.Model;

namespace Telemetry.MapFusion.Tests.Roads;

/// <summary>A grain and its store, as an engine would run it.</summary>
internal sealed class Evidence(GrainId grain)
{
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _parts = [];
    private int _seals;

    public ReadOnlyMemory<byte> Head { get; private set; }

    public IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Parts => _parts;

    public long BytesWritten { get; private set; }

    public static DateTimeOffset Now { get; } = DateTimeOffset.FromUnixTimeMilliseconds(20_000 * TestDrive.DayMs);

    public GrainState Open() => GrainState.Open(grain, Head);

    /// <summary>Loads, folds, seals and stores: what the stored engine does once per flush.</summary>
    public IReadOnlyList<bool> Fold(IReadOnlyList<Contribution> contributions)
    {
        var state = Open();
        var isNew = FoldInto(state, contributions);
        Seal(state);
        return isNew;
    }

    public IReadOnlyList<bool> FoldInto(GrainState state, IReadOnlyList<Contribution> contributions)
    {
        Add(state, state.PartsToFold(contributions));
        return state.Fold(contributions);
    }

    public SealedState Seal(GrainState state, DateTimeOffset? now = null)
    {
        Add(state, state.PartsToSeal(now ?? Now));
        var result = state.Seal((_seals++).ToString(CultureInfo.InvariantCulture), now ?? Now);
        foreach (var part in result.NewParts)
        {
            _parts.Add(part.Name, part.Bytes);
            BytesWritten += part.Bytes.Length;
        }

        Head = result.Head;
        BytesWritten += Head.Length;
        foreach (var name in result.ObsoleteParts)
            _parts.Remove(name);
        return result;
    }

    public IReadOnlyList<MapFeature> Derive(RoadSegment segment, FusionOptions? options = null) =>
        Derive(Open(), segment, options);

    public IReadOnlyList<MapFeature> Derive(GrainState state, RoadSegment segment, FusionOptions? options = null)
    {
        Add(state, state.PartsToDerive());
        return SegmentFacts.Derive(segment, state, options ?? FusionOptions.Default);
    }

    public void Add(GrainState state, IEnumerable<string> names)
    {
        foreach (var name in names)
            state.AddPart(name, _parts[name]);
    }
}
