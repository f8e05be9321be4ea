using Telemetry.MapFusion.Facts;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapStore.Published;

/// <summary>Puts a batch of publications into the one order in which every backend works on it. Pure.</summary>
internal static class PublicationBatch
{
    /// <summary>One publication a grain, the newest (the first of equals), in order of grain: the order in which locks are taken.</summary>
    public static List<Publication> NewestByGrain(IReadOnlyList<Publication> batch)
    {
        var newest = new Dictionary<GrainId, Publication>(batch.Count);
        foreach (var publication in batch)
        {
            if (!newest.TryGetValue(publication.Grain, out var other) || publication.Revision.CompareTo(other.Revision) > 0)
                newest[publication.Grain] = publication;
        }

        var ordered = newest.Values.ToList();
        ordered.Sort((a, b) => string.CompareOrdinal(a.Grain.ToString(), b.Grain.ToString()));
        return ordered;
    }

    /// <summary>
    /// What accepted publications name, in order of collection and id; of two grains that name one feature the later has it.
    /// </summary>
    /// <exception cref="ArgumentException">A feature has fewer than two positions or no id.</exception>
    public static List<NamedFeature> Named(IEnumerable<Publication> accepted)
    {
        var named = new Dictionary<FeatureKey, NamedFeature>();
        foreach (var publication in accepted)
        {
            foreach (var feature in publication.Features)
            {
                if (feature.Line.Length < 2 || feature.Id.Length is 0 or > 64)
                    throw new ArgumentException($"Feature {feature.Id} has no line or no proper id.", nameof(accepted));
                named[new FeatureKey(feature.Collection, feature.Id)] =
                    new NamedFeature(publication.Grain, feature, publication.ReceivedAt);
            }
        }

        return [.. named.OrderBy(pair => pair.Key).Select(pair => pair.Value)];
    }
}
