using Telemetry.Receiver.Lanes;

namespace Telemetry.Receiver.Tests.Lanes;

public sealed class FleetSharesTests
{
    private const double Hour = 3600;

    [Fact]
    public void TryTake_OneFleetAlone_IsAlwaysWithinItsShare()
    {
        var shares = new FleetShares(1.5, 0);

        // A hundredfold and back, at any time.
        for (var s = 0.0; s < 300; s += 0.1)
            Assert.True(shares.TryTake("a", s is > 100 and < 200 ? 6_000 : 60, s));
    }

    [Fact]
    public void TryTake_AllFleetsRiseHundredfold_AreWithinTheirShares()
    {
        var taken = Run(new FleetShares(1.5, 60), 200, (_, s) => s < 100 ? 1 : 100);

        // Who comes first in the moment of the rise may be held back for that moment.
        Assert.All(taken.Values, fleet => Assert.True(fleet.Live > 0.999 * fleet.Offered));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(20)]
    public void TryTake_OneFleetAtTenTimesItsShare_OnlyItsExcessIsHeldBack(int fleets)
    {
        var taken = Run(new FleetShares(1.5, 60), 300, (fleet, s) => fleet == 0 && s > 100 ? 10 : 1, fleets);

        Assert.All(taken.Where(one => one.Key != 0), one => Assert.Equal(one.Value.Offered, one.Value.Live));

        // In these 200 s its share of all is 1.5 equal parts, 1.5 (10 + n - 1) / n, and what it had before.
        var share = taken[0].Live / (100 + 200 * 1.5 * (9.0 + fleets) / fleets) / 60;
        Assert.InRange(share, 0.85, 1.15);
    }

    [Fact]
    public void TryTake_FleetThatWasLargeForAnHour_StaysLiveBesideSmallOnes()
    {
        var shares = new FleetShares(1.5, 0);
        _ = Run(shares, 2 * Hour, (fleet, _) => fleet == 0 ? 50 : 1, 5, stepS: 2);

        var taken = Run(shares, 60, (fleet, _) => fleet == 0 ? 50 : 1, 5, fromS: 2 * Hour);

        Assert.Equal(taken[0].Offered, taken[0].Live);
    }

    [Fact]
    public void TryTake_OthersFallSilent_TheOneThatIsLeftMayHaveAll()
    {
        var shares = new FleetShares(1.5, 0);
        _ = Run(shares, 60, (_, _) => 1, 4);

        var taken = Run(shares, 60, (fleet, _) => fleet == 0 ? 5 : 0, 4, fromS: 100);

        Assert.Equal(taken[0].Offered, taken[0].Live);
    }

    [Fact]
    public void TryTake_BelowTheFloor_IsAlwaysLive()
    {
        var taken = Run(new FleetShares(1, 700), 100, (fleet, _) => fleet == 0 ? 10 : 0.1, 8);

        Assert.All(taken.Values, fleet => Assert.Equal(fleet.Offered, fleet.Live));
    }

    [Fact]
    public void TryTake_NoHeadroom_HoldsNobodyToAnything()
    {
        var taken = Run(new FleetShares(0, 0), 100, (fleet, _) => fleet == 0 ? 100 : 1, 3);

        Assert.All(taken.Values, fleet => Assert.Equal(fleet.Offered, fleet.Live));
    }

    /// <summary>Fleets that send a message of 60 frames each second, times their weight; frames offered and live by fleet.</summary>
    private static Dictionary<int, (double Offered, double Live)> Run(
        FleetShares shares, double seconds, Func<int, double, double> weight, int fleets = 6, double fromS = 0, double stepS = 0.1)
    {
        var taken = Enumerable.Range(0, fleets).ToDictionary(fleet => fleet, _ => (Offered: 0.0, Live: 0.0));
        var owed = new double[fleets];
        for (var s = fromS; s < fromS + seconds; s += stepS)
        {
            for (var fleet = 0; fleet < fleets; fleet++)
            {
                for (owed[fleet] += weight(fleet, s - fromS) * stepS; owed[fleet] >= 1; owed[fleet]--)
                {
                    var (offered, live) = taken[fleet];
                    var isLive = shares.TryTake($"fleet-{fleet}", 60, s);
                    taken[fleet] = (offered + 60, live + (isLive ? 60 : 0));
                }
            }
        }

        return taken;
    }
}
