namespace Telemetry.ScalingSimulation;

/// <summary>How late things are where a platform runs.</summary>
/// <param name="SampleEvery">From one measurement to the next; rates are means over this time. Over 0.</param>
/// <param name="SampleLate">From when something was measured to when it can be read.</param>
/// <param name="StartUp">From the order for a worker to its first frame.</param>
/// <param name="Processing">What a frame takes where nothing waits.</param>
public sealed record Delays(TimeSpan SampleEvery, TimeSpan SampleLate, TimeSpan StartUp, TimeSpan Processing)
{
    /// <summary>Processes on this machine.</summary>
    public static Delays Local { get; } = new(
        TimeSpan.FromSeconds(1), TimeSpan.Zero, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1.5));

    /// <summary>Containers in a cloud: metrics of a minute that are a minute late, 90 s until a container works.</summary>
    public static Delays Cloud { get; } = new(
        TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(1.5));
}
