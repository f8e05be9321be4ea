namespace Telemetry.Benchmarks.Serving;

/// <summary>What a server has used since it began.</summary>
/// <param name="CpuSeconds">Processor time of all its threads, the collector's included.</param>
/// <param name="AllocatedBytes">Bytes allocated on the managed heap.</param>
internal readonly record struct ServerUsage(double CpuSeconds, long AllocatedBytes)
{
    public static ServerUsage operator -(ServerUsage later, ServerUsage earlier) =>
        new(later.CpuSeconds - earlier.CpuSeconds, later.AllocatedBytes - earlier.AllocatedBytes);
}
