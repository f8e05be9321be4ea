using Telemetry.RoadNetwork.Import;

namespace Telemetry.Benchmarks.Working;

/// <summary>What <see cref="WorkerBench"/> runs.</summary>
/// <param name="Map">The roads.</param>
/// <param name="MapName">Where they come from.</param>
/// <param name="FramesPerS">New frames a second that come to the worker, from 240.</param>
/// <param name="Duration">How long they come; as long again for warming up.</param>
/// <param name="Seed">Every chance follows from it.</param>
public sealed record WorkerBenchOptions(ImportedRoads Map, string MapName, int FramesPerS, TimeSpan Duration, ulong Seed);
