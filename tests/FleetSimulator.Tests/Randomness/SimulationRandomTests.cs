using Telemetry.FleetSimulator.Randomness;

namespace Telemetry.FleetSimulator.Tests.Randomness;

public sealed class SimulationRandomTests
{
    [Fact]
    public void NextBits_KnownSeed_IsStableForGood()
    {
        // The state that SplitMix64 makes of seed 0 begins and ends with its published first and fourth output.
        var random = new SimulationRandom(0);
        const ulong First = 0xE220A8397B1DCDAF, Fourth = 0xF88BB8A8724C81EC;
        Assert.Equal(unchecked(System.Numerics.BitOperations.RotateLeft(unchecked(First + Fourth), 23) + First), random.NextBits());
    }

    [Fact]
    public void NextGaussian_ManyDraws_IsStandardNormal()
    {
        var random = new SimulationRandom(5);
        var draws = Enumerable.Range(0, 400_000).Select(_ => random.NextGaussian()).ToList();
        Assert.InRange(draws.Average(), -0.01, 0.01);
        Assert.InRange(Math.Sqrt(draws.Average(d => d * d)), 0.99, 1.01);
        Assert.InRange(draws.Count(d => Math.Abs(d) < 1) / 400_000.0, 0.678, 0.688);
        Assert.InRange(draws.Count(d => d > 2) / 400_000.0, 0.0215, 0.024);
    }

    [Fact]
    public void Below_ManyDraws_CoversTheRangeEvenly()
    {
        var random = new SimulationRandom(6);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++)
            counts[random.Below(7)]++;
        Assert.All(counts, c => Assert.InRange(c, 9_500, 10_500));
    }

    [Fact]
    public void Derive_NeighbouringParts_GiveUnrelatedSeeds()
    {
        var seeds = Enumerable.Range(0, 10_000).Select(i => SimulationRandom.Derive(1, (ulong)i)).ToList();
        Assert.Equal(seeds.Count, seeds.Distinct().Count());
        Assert.InRange(seeds.Average(s => (double)System.Numerics.BitOperations.PopCount(s)), 31.5, 32.5);
    }
}
