namespace Telemetry.Benchmarks.Matching;

/// <summary>What <see cref="MatchBench"/> runs on.</summary>
/// <param name="Map">The OSM extract.</param>
/// <param name="Truth">The true routes: CSV with <c>id</c> and WKT lines.</param>
/// <param name="Points">The drives at each interval, by its name (<c>1s</c>, <c>5s</c>): CSV files.</param>
/// <param name="Peers">The folder that the peer's package is installed in.</param>
/// <param name="Scratch">A folder for routing tiles and requests; made where it is not there. Tiles are kept from run to run.</param>
/// <param name="Rounds">How often each side does all drives of each interval, taking turns; at least 1.</param>
public sealed record MatchBenchOptions(
    string Map, string Truth, IReadOnlyList<(string Name, string File)> Points, string Peers, string Scratch, int Rounds);
