using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.LearningEvaluation.Change;

/// <summary>
/// When the passes of a road take place: as many each day, at random times from 5 to 23 o'clock, in order. The first day differs from
/// road to road by up to an epoch, so that epochs turn at any point of the study.
/// </summary>
internal sealed class PassTimes(ulong seed, DateTimeOffset start, int passesPerDay)
{
    private const int EpochDays = 28;
    private const double FirstHour = 5;
    private const double Hours = 18;
    private const double HourMs = 3_600_000;

    private readonly long _startMs = start.AddDays((int)(seed % EpochDays)).ToUnixTimeMilliseconds();
    private readonly double[] _ofDay = new double[passesPerDay];
    private int _day = -1;

    /// <summary>Unix milliseconds of a pass, counted from 0.</summary>
    public long Of(int pass)
    {
        var day = pass / passesPerDay;
        if (day != _day)
            Draw(day);
        return _startMs + (long)((day * 24 + _ofDay[pass % passesPerDay]) * HourMs);
    }

    private void Draw(int day)
    {
        var random = new SimulationRandom(SimulationRandom.Derive(seed, (ulong)day));
        for (var i = 0; i < passesPerDay; i++)
            _ofDay[i] = FirstHour + Hours * random.NextDouble();
        Array.Sort(_ofDay);
        _day = day;
    }
}
