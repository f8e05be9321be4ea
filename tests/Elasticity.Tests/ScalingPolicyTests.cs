namespace Telemetry.Elasticity.Tests;

public sealed class ScalingPolicyTests
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    private static ScalingOptions Options => ScalingOptions.Local(100) with { MinWorkers = 1, MaxWorkers = 12 };

    [Fact]
    public void Decide_LoadOfThreeWorkers_WantsThree()
    {
        var decision = Policy().Decide(Sample(0, arrival: 290), 1, ScalingState.Empty, s_begin);

        Assert.Equal((3, ScalingReason.ScaleOut), (decision.Desired, decision.Reason));
        Assert.Equal(290, decision.DuePerWorker!.Value, 1);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(5, 3)]
    [InlineData(10, 5)]
    [InlineData(500, 5)]
    public void Decide_WaitingFrames_WeighAsMuchAsTheyAreOld(int ageS, int wanted)
    {
        // 4,000 frames within the horizon of 20 s are 200 frames/s where they weigh 1.
        var decision = Policy().Decide(Sample(0, arrival: 90, live: 4_000, ageS: ageS), 1, ScalingState.Empty, s_begin);

        Assert.Equal(wanted, decision.Desired);
    }

    [Fact]
    public void Decide_WorkersThatStart_AreNotOrderedTwice()
    {
        var policy = Policy();
        var first = policy.Decide(Sample(0, arrival: 290), 1, ScalingState.Empty, s_begin);
        var second = policy.Decide(Sample(30, arrival: 290), 3, first.State, At(30));

        Assert.Equal(3, second.Desired);
    }

    [Fact]
    public void Decide_NothingWasEverMeasured_ChangesNothing()
    {
        var decision = Policy().Decide(null, 5, ScalingState.Empty, s_begin);

        Assert.Equal((5, ScalingReason.NoMeasurement), (decision.Desired, decision.Reason));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(40, 12)]
    public void Decide_CountOutsideOfLimits_IsBroughtWithin(int workers, int wanted)
    {
        Assert.Equal(wanted, Policy().Decide(null, workers, ScalingState.Empty, s_begin).Desired);
        Assert.Equal(wanted, Policy().Decide(Sample(0, arrival: 500), workers, ScalingState.Empty, s_begin).Desired);
    }

    [Fact]
    public void Decide_LateSample_TeachesNothing()
    {
        var policy = Policy();
        var state = policy.Decide(Sample(20, arrival: 90), 1, ScalingState.Empty, At(20)).State;

        Assert.Equal(1, policy.Decide(Sample(15, arrival: 1_000), 1, state, At(25)).Desired);
    }

    [Fact]
    public void Decide_StaleSample_IsNone()
    {
        var decision = Policy().Decide(Sample(0, arrival: 1_000), 4, ScalingState.Empty, s_begin + Options.StaleAfter + s_second);

        Assert.Equal((4, ScalingReason.NoMeasurement), (decision.Desired, decision.Reason));
    }

    [Fact]
    public void Decide_AfterAGap_SeesAWholeWindowBeforeItTakesAway()
    {
        var policy = Policy();
        var state = ScalingState.Empty;
        for (var s = 0; s < 100; s++)
            state = policy.Decide(Sample(s, arrival: 590), 6, state, At(s)).State;
        var back = 100 + (int)Options.StaleAfter.TotalSeconds + 1;
        var steps = new List<int>();
        for (var s = 100; s < back + 60; s++)
        {
            var decision = policy.Decide(s < back ? null : Sample(s, arrival: 10), 6, state, At(s));
            state = decision.State;
            if (decision.Desired < 6)
                steps.Add(s);
        }

        Assert.InRange(steps[0], back + (int)Options.ScaleInWindow.TotalSeconds, back + 59);
    }

    [Fact]
    public void Decide_Steps_AreBounded()
    {
        var policy = Policy();
        Assert.Equal(5, policy.Decide(Sample(0, arrival: 5_000), 1, ScalingState.Empty, s_begin).Desired);
        Assert.Equal(10, policy.Decide(Sample(0, arrival: 5_000), 5, ScalingState.Empty, s_begin).Desired);
        var state = ScalingState.Empty;
        var (workers, smallest) = (12, 12);
        for (var s = 0; s < 200; s++)
        {
            var decision = policy.Decide(Sample(s, arrival: 10), workers, state, At(s));
            Assert.True(decision.Desired >= workers - Math.Max(Options.MostIn, workers / 2));
            (state, workers, smallest) = (decision.State, decision.Desired, Math.Min(smallest, decision.Desired));
        }

        Assert.Equal(1, smallest);
    }

    [Theory]
    [InlineData(nameof(ScalingOptions.TargetFramesPerS))]
    [InlineData(nameof(ScalingOptions.MaxWorkers))]
    [InlineData(nameof(ScalingOptions.Horizon))]
    public void Create_OptionOutOfRange_IsNamed(string option)
    {
        var options = option switch
        {
            nameof(ScalingOptions.TargetFramesPerS) => Options with { TargetFramesPerS = double.NaN },
            nameof(ScalingOptions.MaxWorkers) => Options with { MinWorkers = 3, MaxWorkers = 2 },
            _ => Options with { Horizon = TimeSpan.Zero },
        };

        Assert.Contains(option, Assert.Throws<ArgumentException>(() => new ScalingPolicy(options)).Message, StringComparison.Ordinal);
    }

    private static ScalingPolicy Policy() => new(Options);

    private static DateTimeOffset At(double seconds) => s_begin + TimeSpan.FromSeconds(seconds);

    private static ScalingSample Sample(double atS, double arrival, double live = 0, int ageS = 0) =>
        new(At(atS), arrival, live, 0, TimeSpan.FromSeconds(ageS));
}
