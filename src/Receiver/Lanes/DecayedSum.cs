namespace Telemetry.Receiver.Lanes;

/// <summary>A sum of what was added of late: what is older counts less, by e for each time constant. Not safe for use by many threads.</summary>
internal struct DecayedSum
{
    private double _sum;
    private double _atS;

    /// <summary>The sum at a time, which never goes back.</summary>
    public readonly double At(double seconds, double timeConstantS) => _sum * Math.Exp((_atS - seconds) / timeConstantS);

    public void Add(double amount, double seconds, double timeConstantS) =>
        (_sum, _atS) = (At(seconds, timeConstantS) + amount, seconds);
}
