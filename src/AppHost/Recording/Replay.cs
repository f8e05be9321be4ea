using System.Net;
using System.Net.Http.Headers;
using Polly;
using Polly.Retry;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.AppHost.Recording;

/// <summary>Posts recorded bodies again, as a client would: whatever may be repeated is, until it is acknowledged.</summary>
internal sealed class Replay(HttpClient http, string token, TimeProvider time)
{
    private static readonly TimeSpan s_giveUpAfter = TimeSpan.FromMinutes(5);

    /// <summary>Posts every body.</summary>
    /// <param name="recording">What to post.</param>
    /// <param name="options">How often and in which order.</param>
    /// <param name="progress">Shows how many posts are done.</param>
    /// <param name="cancellationToken">Stops after the posts under way.</param>
    /// <exception cref="HttpRequestException">The receiver refuses a body, or does not answer for five minutes.</exception>
    /// <returns>How many posts were acknowledged.</returns>
    public async Task<int> RunAsync(
        BodyRecording recording, ReplayOptions options, VerbProgress progress, CancellationToken cancellationToken)
    {
        var paths = Enumerable.Repeat(recording.List(), options.Times).SelectMany(list => list).ToArray();
        if (options.ShuffleSeed is { } seed)
            new Random(seed).Shuffle(paths);
        var pipeline = CreatePipeline();
        using var step = progress.Begin(new ProgressMeter("Posting", "Posted", ProgressUnit.Of("bodies"), progress.Time));
        step.Line.Update(0, paths.Length);
        var done = 0;
        await Parallel.ForEachAsync(
            paths,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
            async (path, stop) =>
            {
                var body = await BodyRecording.ReadAsync(path, stop);
                await pipeline.ExecuteAsync(async inner => await PostAsync(body, path, inner), stop);
                step.Line.Update(Interlocked.Increment(ref done), paths.Length);
            });
        step.Complete();
        return done;
    }

    private async Task PostAsync(RecordedBody body, string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/frames") { Content = body.ToContent() };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request, cancellationToken);
        if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
            throw new TryAgainException(response.Headers.RetryAfter?.Delta);
        if (response.StatusCode == HttpStatusCode.Accepted)
            return;
        var problem = await response.Content.ReadAsStringAsync(cancellationToken);
        throw new InvalidDataException($"The receiver refused {Path.GetFileName(path)} with {(int)response.StatusCode}: {problem}");
    }

    private ResiliencePipeline CreatePipeline() => new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(s_giveUpAfter)
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<TryAgainException>().Handle<HttpRequestException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as TryAgainException)?.After),
        })
        .Build();

    private sealed class TryAgainException(TimeSpan? after) : Exception("The receiver asks to try again later.")
    {
        public TimeSpan? After { get; } = after;
    }
}
