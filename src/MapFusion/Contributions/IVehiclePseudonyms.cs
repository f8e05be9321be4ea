using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Grains;

namespace Telemetry.MapFusion.Contributions;

/// <summary>
/// The pseudonyms of the vehicle at hand. Another one on every grain and in every epoch, so that a vehicle cannot be
/// followed from segment to segment. The host computes them with the epoch's key.
/// </summary>
public interface IVehiclePseudonyms
{
    /// <summary>The vehicle's pseudonym on a grain.</summary>
    /// <param name="grain">The grain.</param>
    /// <param name="epoch">The epoch of the message's first fix: days since 1970-01-01 UTC divided by 28, rounded down.</param>
    Hash128 On(GrainId grain, int epoch);
}
