using Telemetry.LearningEvaluation.Roads;
using Telemetry.LearningEvaluation.Worlds;
using Telemetry.RoadNetwork.Import;

namespace Telemetry.LearningEvaluation;

/// <summary>Runs worlds and judges what was learned of them. Every figure follows from map, options and seeds.</summary>
public static class LearningStudy
{
    // Of a seed's time: the other run, in which roads go, is twice as long.
    private const double ShareOfFirst = 0.4;

    /// <summary>Runs one world a seed, as many at a time as there are processors.</summary>
    /// <param name="source">The map.</param>
    /// <param name="options">How to drive and learn.</param>
    /// <param name="seeds">At least one.</param>
    /// <param name="progress">Told the share done of all runs, 0 to 1; null for nobody.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    /// <returns>In the order of the seeds.</returns>
    public static IReadOnlyList<SeedFindings> Run(
        ImportedRoads source, LearningOptions options, IReadOnlyList<ulong> seeds, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(seeds);
        var findings = new SeedFindings[seeds.Count];
        var done = new double[seeds.Count];
        Parallel.For(
            0, seeds.Count,
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken },
            i =>
            {
                var world = LearningWorld.Create(source, options.Perturbation, seeds[i]);
                findings[i] = SeedFindings.Of(LearningRun.Execute(world, options, seeds[i], Told(i, 0, ShareOfFirst), cancellationToken));
                if (options.Perturbation.Gone > 0)
                    findings[i] = findings[i] with
                    {
                        Gone = GoneJudge.Run(source, options, seeds[i], Told(i, ShareOfFirst, 1), cancellationToken),
                    };
            });
        return findings;

        ShareProgress Told(int seed, double from, double to) => new(share =>
        {
            Volatile.Write(ref done[seed], from + (to - from) * share);
            progress?.Report(done.Sum() / done.Length);
        });
    }

    private sealed class ShareProgress(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
