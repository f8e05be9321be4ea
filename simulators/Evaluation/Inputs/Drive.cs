using System.Collections.Immutable;
using Telemetry.MapMatching.Model;

namespace Telemetry.Evaluation.Inputs;

/// <summary>A recorded drive.</summary>
/// <param name="Id">Names it among the drives and in the truth.</param>
/// <param name="Fixes">In time order.</param>
public sealed record Drive(string Id, ImmutableArray<Fix> Fixes);
