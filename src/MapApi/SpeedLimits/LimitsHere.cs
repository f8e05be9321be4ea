using System.Collections.Immutable;
using System.Text.Json;

namespace Telemetry.MapApi.SpeedLimits;

/// <summary>What is known of limits on the road at a place, in the direction asked for.</summary>
/// <param name="Road">The road.</param>
/// <param name="Always">The limit that holds at all times; null where none is known.</param>
/// <param name="Conditional">Limits that hold under a condition, in no direction but that of <paramref name="Always"/>, by id.</param>
internal sealed record LimitsHere(SpeedLimitHere Road, SpeedLimitHere? Always, ImmutableArray<SpeedLimitHere> Conditional)
{
    private const string DefaultProperty = "default";

    /// <summary>What the law sets where no sign says otherwise; null where the map does not say, or a limit is known.</summary>
    public JsonElement? Default =>
        Always is null && Road.Properties.TryGetProperty(DefaultProperty, out var limit) ? limit : null;

    /// <summary>True where nothing at all is known.</summary>
    public bool IsEmpty => Always is null && Conditional.IsEmpty && Default is null;

    /// <summary>The newest version among the features that the answer is made of.</summary>
    public long Version => Parts.Max(part => part.Feature.Version);

    /// <summary>A number that changes with the version of any feature that the answer is made of, and with their number.</summary>
    public long Tag => Parts.Aggregate(0L, (tag, part) => unchecked(tag * 1_000_003 + part.Feature.Version));

    private IEnumerable<SpeedLimitHere> Parts => Conditional.Prepend(Always ?? Road);
}
