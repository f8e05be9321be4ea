using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;

namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>A sign as it truly stands; only evaluation may look at it.</summary>
/// <param name="Segment">The road.</param>
/// <param name="Direction">For whom it stands.</param>
/// <param name="AtM">Metres along the true road in the way's order.</param>
/// <param name="Position">The point of the road's line beside which it stands.</param>
/// <param name="Type">What it says.</param>
/// <param name="ValueText">As on the sign; empty where it carries none, <c>variable</c> where the value changes.</param>
/// <param name="Conditions">Its supplementary signs; mostly empty.</param>
public sealed record PlacedSign(
    SegmentId Segment, TravelDirection Direction, double AtM, GeoPoint Position, SignRecognition.Types.Type Type,
    string ValueText, IReadOnlyList<string> Conditions);
