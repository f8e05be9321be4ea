using Telemetry.Benchmarks.Serving;

namespace Telemetry.Benchmarks.Receiving;

/// <summary>One turn of each endpoint with the same bodies.</summary>
/// <param name="Frames">Frames of the bodies.</param>
/// <param name="Receiver">The receiver's turn.</param>
/// <param name="Parse">That of the endpoint which unpacks, parses and drops.</param>
/// <param name="Drain">That of the endpoint which drops what is sent.</param>
internal readonly record struct ReceiverRound(long Frames, Turn Receiver, Turn Parse, Turn Drain)
{
    /// <summary>The receiver's throughput as a share of the parsing endpoint's, by processor time of the server.</summary>
    public double ToParse => Parse.Usage.CpuSeconds / Receiver.Usage.CpuSeconds;

    /// <summary>Likewise of the draining endpoint's.</summary>
    public double ToDrain => Drain.Usage.CpuSeconds / Receiver.Usage.CpuSeconds;

    /// <summary>Frames that a core takes in within a second.</summary>
    public double FramesPerCpuSecond => Frames / Receiver.Usage.CpuSeconds;

    /// <summary>Microseconds of a core for a frame.</summary>
    public static double Micros(Turn turn, long frames) => turn.Usage.CpuSeconds * 1e6 / frames;
}
