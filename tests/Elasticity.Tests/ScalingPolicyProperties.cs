using FsCheck;
using FsCheck.Fluent;

namespace Telemetry.Elasticity.Tests;

/// <summary>What holds whatever is measured, be it nonsense.</summary>
public sealed class ScalingPolicyProperties
{
    private static readonly DateTimeOffset s_begin = DateTimeOffset.UnixEpoch;
    private static readonly ScalingOptions s_options = ScalingOptions.Local(100) with { MinWorkers = 2, MaxWorkers = 9 };

    private static readonly Gen<double?> s_amount = Gen.Frequency(
        (6, Gen.Choose(0, 5_000).Select(value => (double?)value)),
        (1, Gen.Constant((double?)null)),
        (1, Gen.Elements<double?>(double.NaN, double.PositiveInfinity, double.NegativeInfinity, -3, double.MaxValue)));

    private static readonly Gen<TimeSpan?> s_age = Gen.Frequency(
        (6, Gen.Choose(0, 40).Select(value => (TimeSpan?)TimeSpan.FromSeconds(value / 4.0))),
        (1, Gen.Constant((TimeSpan?)null)),
        (1, Gen.Elements<TimeSpan?>(TimeSpan.FromSeconds(-1), TimeSpan.MaxValue, TimeSpan.FromDays(3))));

    // One look a second; some see nothing, some something of a while ago.
    private static readonly Gen<Look[]> s_looks =
        (from arrival in s_amount
         from live in s_amount
         from bulk in s_amount
         from age in s_age
         from late in Gen.Frequency((8, Gen.Constant(0)), (1, Gen.Choose(1, 30)))
         from isSeen in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
         from quiet in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
         select quiet ? new Look(10, 0, 0, TimeSpan.Zero, late, true) : new Look(arrival, live, bulk, age, late, isSeen))
        .ArrayOf(150);

    [Fact]
    public void Decide_Anything_StaysWithinTheLimits() =>
        Check(step => step.Decision.Desired >= s_options.MinWorkers && step.Decision.Desired <= s_options.MaxWorkers);

    [Fact]
    public void Decide_Anything_NeverTakesAwayWhileTheBacklogIsOldOrUnknown() =>
        Check(step => step.Decision.Desired >= step.Workers ||
            (step.Newest is { } newest && newest.OldestAge <= s_options.FreshAge && IsWhole(newest) && step.Now - newest.At <= s_options.StaleAfter));

    [Fact]
    public void Decide_Anything_LeavesTheCooldownsBetweenSteps()
    {
        DateTimeOffset? stepped = null;
        Check(step =>
        {
            if (step.Now == s_begin)
                stepped = null;
            var (before, direction) = (stepped, Math.Sign(step.Decision.Desired - step.Workers));
            if (direction != 0)
                stepped = step.Now;
            return direction >= 0 || before is null || step.Now - before >= s_options.ScaleInCooldown;
        });
    }

    [Fact]
    public void Decide_SameLooks_DecidesTheSame() =>
        Prop.ForAll(s_looks.ToArbitrary(), looks => Run(looks).SequenceEqual(Run(looks))).QuickCheckThrowOnFailure();

    private static bool IsWhole(ScalingSample sample) =>
        IsPlausible(sample.ArrivalFramesPerS) && IsPlausible(sample.LiveFrames) && IsPlausible(sample.BulkFrames);

    private static bool IsPlausible(double? value) => value is { } known && double.IsFinite(known) && known >= 0;

    private static void Check(Func<Step, bool> holds) =>
        Prop.ForAll(s_looks.ToArbitrary(), looks => Steps(looks).All(holds)).QuickCheckThrowOnFailure();

    private static List<int> Run(Look[] looks) => [.. Steps(looks).Select(step => step.Decision.Desired)];

    private static IEnumerable<Step> Steps(Look[] looks)
    {
        var policy = new ScalingPolicy(s_options);
        var (state, workers) = (ScalingState.Empty, 5);
        ScalingSample? newest = null;
        for (var i = 0; i < looks.Length; i++)
        {
            var now = s_begin + TimeSpan.FromSeconds(i);
            var sample = looks[i].At(now);
            var decision = policy.Decide(sample, workers, state, now);
            if (sample is { } seen && seen.At > (newest?.At ?? DateTimeOffset.MinValue) && now - seen.At <= s_options.StaleAfter && HasAnything(seen))
                newest = seen;
            yield return new Step(now, workers, newest, decision);
            (state, workers) = (decision.State, decision.Desired);
        }
    }

    private static bool HasAnything(ScalingSample sample) =>
        IsPlausible(sample.ArrivalFramesPerS) || IsPlausible(sample.LiveFrames) || IsPlausible(sample.BulkFrames) ||
        (sample.OldestAge >= TimeSpan.Zero && sample.OldestAge < TimeSpan.MaxValue);

    private sealed record Step(DateTimeOffset Now, int Workers, ScalingSample? Newest, ScalingDecision Decision);

    private sealed record Look(double? Arrival, double? Live, double? Bulk, TimeSpan? Age, int LateS, bool IsSeen)
    {
        public ScalingSample? At(DateTimeOffset now) =>
            IsSeen ? new ScalingSample(now - TimeSpan.FromSeconds(LateS), Arrival, Live, Bulk, Age) : null;
    }
}
