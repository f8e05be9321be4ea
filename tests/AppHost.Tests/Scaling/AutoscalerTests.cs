using Telemetry.AppHost.Scaling;
using Telemetry.Elasticity;
using Telemetry.TestKit;

namespace Telemetry.AppHost.Tests.Scaling;

public sealed class AutoscalerTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly FakePool _pool = new();
    private readonly FakeProbe _probe;

    public AutoscalerTests() => _probe = new FakeProbe(_time);

    private static ScalingOptions Options => ScalingOptions.Local(100) with { MaxWorkers = 8 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Look_LoadRisesAndFalls_WorkersFollow()
    {
        var scaler = new Autoscaler(_probe, _pool, Options, _time);
        _probe.Rate = 350;
        await LookAsync(scaler, 10);
        Assert.Equal(4, _pool.Counts.Committed);

        _probe.Rate = 20;
        await LookAsync(scaler, 120);
        Assert.Equal(1, _pool.Counts.Committed);
        Assert.Equal(3, _pool.Drained);
    }

    [Fact]
    public async Task Look_NothingCanBeMeasured_LeavesWorkersAlone()
    {
        var scaler = new Autoscaler(_probe, _pool, Options, _time);
        _probe.Rate = 350;
        await LookAsync(scaler, 10);
        _probe.Rate = null;
        var last = await LookAsync(scaler, 200);

        Assert.Equal(4, _pool.Counts.Committed);
        Assert.Equal(ScalingReason.NoMeasurement, last.Reason);
    }

    [Fact]
    public async Task Look_WithoutAPool_DecidesAsIfItWereFollowed()
    {
        var scaler = new Autoscaler(_probe, null, Options, _time);
        _probe.Rate = 350;
        var last = await LookAsync(scaler, 10);

        Assert.Equal((4, 4), (last.Workers.Committed, last.Desired));
    }

    [Fact]
    public async Task Look_WorkerKilled_IsReplaced()
    {
        var scaler = new Autoscaler(_probe, _pool, Options, _time);
        _probe.Rate = 350;
        await LookAsync(scaler, 10);
        _pool.Lose();
        await LookAsync(scaler, 10);

        Assert.Equal(4, _pool.Counts.Committed);
    }

    private async Task<ScalingEvent> LookAsync(Autoscaler scaler, int times)
    {
        ScalingEvent? last = null;
        for (var i = 0; i < times; i++)
        {
            last = await scaler.LookAsync(Cancelled);
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        return last!;
    }

    private sealed class FakePool : IWorkerPool
    {
        private int _running = 1;

        public int Drained { get; private set; }

        public WorkerCounts Counts => new(_running, 0, 0);

        public void Start(int count) => _running += count;

        public void Drain(int count)
        {
            _running -= count;
            Drained += count;
        }

        public void Lose() => _running--;
    }

    private sealed class FakeProbe(TimeProvider time) : IScalingProbe
    {
        public double? Rate { get; set; }

        public Task<ScalingSample> MeasureAsync(CancellationToken cancellationToken) => Task.FromResult(
            Rate is { } rate
                ? new ScalingSample(time.GetUtcNow(), rate, rate, 0, TimeSpan.FromSeconds(1))
                : ScalingSample.Blind(time.GetUtcNow()));
    }
}
