using Telemetry.Contracts.V1;

namespace Telemetry.MapFusion.Contributions;

/// <summary>A sign recognition of the drive at hand.</summary>
/// <param name="FixIndex">The fix that reported it, an index into the observation's fixes; 0 for a sign held in force.</param>
/// <param name="Type">What the sign says.</param>
/// <param name="ValueText">As on the sign, for example <c>30</c> or <c>45 mph</c>; empty where it carries none.</param>
/// <param name="Permanency">Metal or changing.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="PositionOffsetM">Metres ahead of the vehicle along its path; negative behind it.</param>
/// <param name="Conditions">Supplementary signs as read; empty for a plain sign.</param>
public sealed record SignReading(
    int FixIndex, SignRecognition.Types.Type Type, string ValueText, SignRecognition.Types.Permanency Permanency,
    double Confidence, double PositionOffsetM, IReadOnlyList<string> Conditions);
