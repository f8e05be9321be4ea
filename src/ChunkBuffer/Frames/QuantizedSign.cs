using System.Collections.Immutable;
using Telemetry.Contracts.V1;

namespace Telemetry.ChunkBuffer.Frames;

/// <summary>A sign recognition in whole steps.</summary>
/// <param name="Type">What the sign says.</param>
/// <param name="ValueText">As on the sign; empty where it carries no value.</param>
/// <param name="Permanency">Metal or changing.</param>
/// <param name="ConfidencePercent">0 to 100.</param>
/// <param name="PositionOffsetDm">0.1 m ahead of the vehicle along its path, -2,000 to 2,000.</param>
/// <param name="Conditions">Supplementary signs as read.</param>
public sealed record QuantizedSign(
    SignRecognition.Types.Type Type, string ValueText, SignRecognition.Types.Permanency Permanency,
    int ConfidencePercent, int PositionOffsetDm, ImmutableArray<string> Conditions);
