namespace Telemetry.Benchmarks.Receiving;

/// <summary>What <see cref="ReceiverBench"/> runs.</summary>
/// <param name="Server">The command line that runs <see cref="Serving.BenchServers.RunAsync"/> for <see cref="Serving.BenchServers.Receiver"/>.</param>
/// <param name="Messages">Messages in a body, 1 to 1,000.</param>
/// <param name="Rounds">How often each endpoint gets all bodies of a round; at least 1.</param>
public sealed record ReceiverBenchOptions(IReadOnlyList<string> Server, int Messages, int Rounds);
