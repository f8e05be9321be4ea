using System.Collections.Immutable;
using Telemetry.Contracts.Limits;
using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>One sign on a post.</summary>
/// <param name="Type">What it says.</param>
/// <param name="Limit">The limit that it names; null where it names none.</param>
/// <param name="Conditions">What its supplementary signs say; mostly empty.</param>
internal readonly record struct PostedSign(
    SignRecognition.Types.Type Type, SpeedLimit? Limit, ImmutableArray<string> Conditions)
{
    /// <summary>The plain sign that begins a limit; where there is none any more, the end of all limits.</summary>
    public static PostedSign Of(SpeedLimit limit) => new(
        limit.Kind == SpeedLimitKind.None
            ? SignRecognition.Types.Type.AllRestrictionsEnd
            : SignRecognition.Types.Type.SpeedLimitStart,
        limit, []);

    /// <summary>A sign of this type without supplementary signs.</summary>
    public static PostedSign Of(SignRecognition.Types.Type type, SpeedLimit? limit = null) => new(type, limit, []);

    /// <summary>True for a sign that can change its face.</summary>
    public bool IsVariable => Limit?.Kind == SpeedLimitKind.Variable;
}
