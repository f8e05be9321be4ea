using System.Collections.Immutable;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>A post at the roadside.</summary>
/// <param name="AlongM">Metres from where the edge begins, in driving direction.</param>
/// <param name="Signs">Its signs in the order in which they are read: the one that counts last.</param>
internal readonly record struct SignPost(double AlongM, ImmutableArray<PostedSign> Signs);
