using System.Numerics;

namespace Telemetry.FleetSimulator.Randomness;

/// <summary>
/// Random numbers that stay the same from one runtime to the next: xoshiro256++ (Blackman and Vigna), seeded by SplitMix64.
/// Not thread-safe.
/// </summary>
internal sealed class SimulationRandom
{
    private const double UnitOf53Bits = 1.0 / (1UL << 53);

    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;

    public SimulationRandom(ulong seed)
    {
        _a = Step(ref seed);
        _b = Step(ref seed);
        _c = Step(ref seed);
        _d = Step(ref seed);
    }

    /// <summary>A seed of its own for the part of a simulation that a number names.</summary>
    public static ulong Derive(ulong seed, ulong part)
    {
        var state = seed ^ BitOperations.RotateLeft(part * 0x9E3779B97F4A7C15, 29);
        Step(ref state);
        return Step(ref state);
    }

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * UnitOf53Bits;

    /// <summary>Uniform in [from, to).</summary>
    public double Between(double from, double to) => from + (to - from) * NextDouble();

    /// <summary>Uniform in 0 to count - 1.</summary>
    public int Below(int count) => (int)Math.BigMul(NextBits(), (ulong)count, out _);

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Standard normal, cut off at 3.7 standard deviations.</summary>
    public double NextGaussian() => NormalTable.At(NextBits());

    private static ulong Step(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
