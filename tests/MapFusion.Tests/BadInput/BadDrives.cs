using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Identity;
using Telemetry.Contracts.V1;
using Telemetry.MapFusion.Contributions;
using Telemetry.MapFusion.Tests.Roads;
using Telemetry.MapMatching.Model;

namespace Telemetry.MapFusion.Tests.BadInput;

/// <summary>Drives that no car makes, by kind of fault, from a seed; about the roads at <see cref="TestRoads.At"/>.</summary>
internal sealed class BadDrives(int seed)
{
    private const long StartMs = 20_000 * TestDrive.DayMs;
    private const int Faults = 9;

    private static readonly float[] s_extremes =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, -1, 0, 1e-40f, 361];

    private readonly Random _random = new(seed);

    /// <summary>A message of 2 to 3,600 fixes with any of the faults, signs and flags.</summary>
    public DriveObservation Next()
    {
        var count = _random.Next(12) switch { 0 => 2, 1 => 3_600, 2 => 3, _ => _random.Next(4, 90) };
        var fixes = Enumerable.Range(0, count).Select(Honest).ToArray();
        for (var faults = _random.Next(1, 4); faults > 0; faults--)
            Spoil(fixes, _random.Next(Faults));
        return new DriveObservation
        {
            MessageKey = new Hash128((ulong)seed, (ulong)_random.NextInt64()), Fleet = (ulong)_random.NextInt64(), Fixes = fixes,
            ContextFrames = _random.Next(3) == 0 ? _random.Next(count) : Math.Min(count - 1, 10),
            FirstOfSession = _random.Next(3) == 0, LastOfSession = _random.Next(3) == 0,
            Signs = [.. Enumerable.Range(0, _random.Next(6)).Select(_ => Sign(_random.Next(count))).OrderBy(sign => sign.FixIndex)],
            SignsInForce = [.. Enumerable.Range(0, _random.Next(3)).Select(_ => new SignHeld(Sign(0), Distance()))],
        };
    }

    private Fix Honest(int i) => new(StartMs + i * 1_000, TestRoads.At(10.0 * i % 900, 2), 90, 10, 3);

    private void Spoil(Fix[] fixes, int fault)
    {
        var at = _random.Next(fixes.Length);
        var corner = Corner();
        for (var i = at; i < fixes.Length; i++)
        {
            var fix = fixes[i];
            fixes[i] = fault switch
            {
                // The clock leaps by years, runs backwards or stands still.
                0 => fix with { TimeMs = fix.TimeMs + 5L * 365 * TestDrive.DayMs },
                1 => fix with { TimeMs = fix.TimeMs - 2_000L * (i - at) },
                2 => fix with { TimeMs = fixes[at].TimeMs },
                // The car leaps, once or with every fix, or is off the map altogether.
                3 => fix with { Position = TestRoads.At(50_000, 0) },
                4 => fix with { Position = TestRoads.At(_random.Next(-80_000, 80_000), _random.Next(-80_000, 80_000)) },
                5 => fix with { Position = TestRoads.At(i * 10, 30_000) },
                6 => fix with { Position = corner },
                7 => fix with { HeadingDeg = Extreme(), SpeedMps = Extreme(), AccuracyM = Extreme() },
                // All fixes on one place.
                _ => fix with { Position = fixes[at].Position },
            };
        }
    }

    private GeoPoint Corner() => new(
        _random.Next(2) == 0 ? -1_800_000_000 : 1_800_000_000, _random.Next(2) == 0 ? -900_000_000 : 900_000_000);

    private float Extreme() => s_extremes[_random.Next(s_extremes.Length)];

    private double Distance() => _random.Next(4) switch
    {
        0 => double.NaN, 1 => double.PositiveInfinity, 2 => -1e9, _ => _random.Next(50_000),
    };

    private SignReading Sign(int fix) => new(
        fix, (SignRecognition.Types.Type)_random.Next(20), _random.Next(5) switch { 0 => "", 1 => "9999", 2 => "30 mph", 3 => "\0", _ => "50" },
        (SignRecognition.Types.Permanency)_random.Next(4), Extreme(), _random.Next(2) == 0 ? Extreme() : _random.Next(200),
        _random.Next(3) == 0 ? ["Mo-Fr 07:00-17:00", "", "\"]}"] : []);
}
