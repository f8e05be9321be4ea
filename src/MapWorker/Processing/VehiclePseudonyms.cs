using Telemetry.Contracts.Identity;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Grains;
using Telemetry.MapStore.Keys;

namespace Telemetry.MapWorker.Processing;

/// <summary>A vehicle's pseudonyms under the keys of the ring. Safe for use by many threads.</summary>
internal sealed class VehiclePseudonyms(EpochKeyRing keys, Hash128 vehicle) : IVehiclePseudonyms
{
    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The epoch's key is destroyed: its frames are too old to be used.</exception>
    public Hash128 On(GrainId grain, int epoch) => keys.TryGetKey(epoch, out var key)
        ? IdentityHasher.Pseudonym(key.Span, grain, vehicle)
        : throw new InvalidOperationException($"There is no key of epoch {epoch}: its frames are too old or too new.");
}
