using System.Net;
using System.Net.Http.Headers;
using Telemetry.Benchmarks.Fleets;

namespace Telemetry.AppHost.Benching;

/// <summary>
/// Posts prepared bodies at their moments, whatever the answers do (an open loop: a slow receiver meets the same load as a quick one).
/// What is refused for now is posted again after a second. For one run; its counts may be read by others meanwhile.
/// </summary>
internal sealed class PostRun(HttpClient http, string token, TimeProvider time)
{
    private static readonly TimeSpan s_retryAfter = TimeSpan.FromSeconds(1);
    private readonly AuthenticationHeaderValue _authorization = new("Bearer", token);
    private readonly List<double> _answerMs = [];
    private long _frames;
    private long _messages;
    private long _retries;
    private long _posted;

    /// <summary>New frames that were acknowledged.</summary>
    public long Frames => Interlocked.Read(ref _frames);

    /// <summary>Messages that were acknowledged.</summary>
    public long Messages => Interlocked.Read(ref _messages);

    /// <summary>New frames whose moment has come.</summary>
    public long PostedFrames => Interlocked.Read(ref _posted);

    /// <summary>Posts refused for now, or not answered.</summary>
    public long Retries => Interlocked.Read(ref _retries);

    /// <summary>How late the latest post was sent.</summary>
    public TimeSpan LargestDelay { get; private set; }

    /// <summary>The wait for an answer that a share of the posts did not exceed, in milliseconds.</summary>
    public double AnswerMs(double share)
    {
        lock (_answerMs)
        {
            double[] sorted = [.. _answerMs.Order()];
            return sorted.Length == 0 ? 0 : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
        }
    }

    /// <summary>Returns once every body is acknowledged.</summary>
    /// <exception cref="InvalidDataException">The receiver refuses a body for good.</exception>
    public async Task RunAsync(IReadOnlyList<FleetPost> posts, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var answers = new List<Task>(posts.Count);
        foreach (var post in posts)
        {
            if (post.At - time.GetElapsedTime(started) is { Ticks: > 0 } early)
                await Task.Delay(early, time, cancellationToken);
            var late = time.GetElapsedTime(started) - post.At;
            LargestDelay = late > LargestDelay ? late : LargestDelay;
            Interlocked.Add(ref _posted, post.Frames);
            answers.Add(PostAsync(post, cancellationToken));
        }

        await Task.WhenAll(answers);
    }

    private async Task PostAsync(FleetPost post, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (!await TryPostAsync(post, cancellationToken))
        {
            Interlocked.Increment(ref _retries);
            await Task.Delay(s_retryAfter, time, cancellationToken);
        }

        lock (_answerMs)
            _answerMs.Add(time.GetElapsedTime(started).TotalMilliseconds);
        Interlocked.Add(ref _frames, post.Frames);
        Interlocked.Add(ref _messages, post.Messages);
    }

    private async Task<bool> TryPostAsync(FleetPost post, CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(post.Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        content.Headers.ContentEncoding.Add("gzip");
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1/frames") { Content = content };
        request.Headers.Authorization = _authorization;
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.Accepted)
                return true;
            if (response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError)
                return false;
            throw new InvalidDataException(
                $"The receiver refused a body with {(int)response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
