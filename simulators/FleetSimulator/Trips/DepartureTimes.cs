using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Trips;

/// <summary>When a vehicle without fixed hours sets out: after a pause of random length, by day only where asked.</summary>
/// <param name="StartMs">When the simulation begins.</param>
/// <param name="SpreadMs">The first departures lie within this of it.</param>
/// <param name="PauseMinMs">Shortest pause.</param>
/// <param name="PauseMaxMs">Longest pause.</param>
/// <param name="UtcOffset">Local time against UTC.</param>
/// <param name="OnlyByDay">True for who stays at home from 22:00 to 06:00.</param>
internal sealed record DepartureTimes(
    long StartMs, double SpreadMs, double PauseMinMs, double PauseMaxMs, TimeSpan UtcOffset, bool OnlyByDay)
{
    private const int DayBeginsHour = 6;
    private const int DayEndsHour = 22;
    private const double MorningMs = 3 * 3600e3;

    public long First(SimulationRandom random) => ByDay(StartMs + (long)(random.NextDouble() * SpreadMs), random);

    public long Next(long nowMs, SimulationRandom random) => ByDay(nowMs + (long)random.Between(PauseMinMs, PauseMaxMs), random);

    private long ByDay(long timeMs, SimulationRandom random)
    {
        var local = (DateTimeOffset.FromUnixTimeMilliseconds(timeMs) + UtcOffset).DateTime;
        if (!OnlyByDay || local.Hour is >= DayBeginsHour and < DayEndsHour)
            return timeMs;
        var morning = local.Date.AddHours(DayBeginsHour + (local.Hour < DayBeginsHour ? 0 : 24));
        return timeMs + (long)(morning - local).TotalMilliseconds + (long)(random.NextDouble() * MorningMs);
    }
}
