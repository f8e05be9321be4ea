namespace Telemetry.FleetSimulator.Driving.Signs;

/// <summary>Errors of sign recognition, as reported for modern cameras. Shares are 0 to 1.</summary>
public sealed record SignErrors
{
    /// <summary>A camera that reads every sign right and no other.</summary>
    public static SignErrors None { get; } =
        new() { Missed = 0, Misread = 0, OfOtherRoad = 0, OfParallelRoad = 0, StickersPerHour = 0, OffsetM = 0 };

    /// <summary>Share of the signs passed that are not seen; 0.2 by default.</summary>
    public double Missed { get; init; } = 0.2;

    /// <summary>Share of the signs seen that are read as another limit; 0.02 by default.</summary>
    public double Misread { get; init; } = 0.02;

    /// <summary>Share of the junctions passed at which a sign of another road there is taken for one's own; 0.01 by default.</summary>
    public double OfOtherRoad { get; init; } = 0.01;

    /// <summary>Share of the signs of a road running within 20 m the same way that are taken for one's own; 0.05 by default.</summary>
    public double OfParallelRoad { get; init; } = 0.05;

    /// <summary>
    /// Stickers on the back of lorries that are taken for signs, per hour at 30 km/h or more; 0.5 by default. They show what the lorry may drive.
    /// </summary>
    public double StickersPerHour { get; init; } = 0.5;

    /// <summary>Standard deviation of the reported distance in metres; 1.5 by default.</summary>
    public double OffsetM { get; init; } = 1.5;

    /// <summary>True where every value is in its range.</summary>
    internal bool IsValid =>
        Missed is >= 0 and <= 1 && Misread is >= 0 and <= 1 && OfOtherRoad is >= 0 and <= 1 && OfParallelRoad is >= 0 and <= 1 &&
        StickersPerHour is >= 0 and <= 3600 && OffsetM is >= 0 and <= 50;
}
