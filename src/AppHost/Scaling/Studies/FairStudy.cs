namespace Telemetry.AppHost.Scaling.Studies;

/// <summary>
/// One of six fleets sends ten times its share, more than the workers can do: how fresh are the others' messages, beside what they
/// were?
/// </summary>
internal static class FairStudy
{
    private const int Fleets = 6;
    private const double Factor = 10;
    private const int Workers = 2;
    private const double LoadShare = 0.5;
    private const int Probed = 2;
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_phase = TimeSpan.FromSeconds(60);

    /// <summary>Runs it.</summary>
    /// <param name="capFramesPerS">What each of two workers is held to.</param>
    /// <param name="seed">Every chance follows from it.</param>
    /// <param name="progress">Told what goes on.</param>
    /// <param name="cancellationToken">Breaks off.</param>
    public static async Task<FairReport> RunAsync(
        double capFramesPerS, ulong seed, VerbProgress progress, CancellationToken cancellationToken)
    {
        var capacity = Workers * capFramesPerS;
        var rate = LoadShare * capacity / Fleets;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["MapWorker__FramesPerSecond"] = FormattableString.Invariant($"{capFramesPerS}"),
            ["Receiver__FairShareFloorFramesPerSecond"] = FormattableString.Invariant($"{rate}"),
        };
        await using var platform = await StudyPlatform.StartAsync(Workers, seed, settings, progress, cancellationToken);
        using var probe = new FreshnessProbe(platform.Platform.Receiver, platform.Platform.Token, TimeProvider.System);
        var surgesAt = s_warmUp + s_phase;
        var whole = surgesAt + s_phase;
        var start = TimeProvider.System.GetUtcNow();
        var steady = Enumerable.Range(1, Fleets - Probed).Select(fleet => platform.Steady($"fleet-{fleet}", rate, whole, start, cancellationToken)).ToList();
        var probed = Enumerable.Range(Fleets - Probed + 1, Probed)
            .Select(fleet => platform.Steady($"fleet-{fleet}", rate, whole, start, cancellationToken)).ToList();
        var surge = platform.Steady("fleet-1", (Factor - 1) * rate, s_phase, start + surgesAt, cancellationToken);

        progress.Report(FormattableString.Invariant($"{Fleets} fleets send {rate:N0} frames/s each; after {surgesAt.TotalSeconds} s one sends {Factor} times that"));
        var begin = TimeProvider.System.GetTimestamp();
        var later = begin + (long)(surgesAt.TotalSeconds * TimeProvider.System.TimestampFrequency);
        await Task.WhenAll(
            [.. steady.Select(source => platform.PostAsync(source, begin, cancellationToken)),
             .. probed.Select(source => probe.RunAsync(source, begin, cancellationToken)), platform.PostAsync(surge, later, cancellationToken)]);

        var before = FreshnessFigures.Of(probe.Points, point => point.PostedAt >= s_warmUp && point.PostedAt < surgesAt);
        var during = FreshnessFigures.Of(probe.Points, point => point.PostedAt >= surgesAt);
        var books = await platform.CloseAsync(progress, cancellationToken);
        return new FairReport(
            Fleets, rate, Factor, capacity, before, during, during is null || before is null ? null : Math.Round(during.P99S / before.P99S, 3), books);
    }
}
