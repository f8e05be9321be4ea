using System.Net;
using System.Text;
using Telemetry.LoadTest.Posting;
using Telemetry.LoadTest.Traffic;
using Telemetry.TestKit;

namespace Telemetry.LoadTest.Tests.Posting;

public sealed class ReceiverPosterTests : IDisposable
{
    private const string Receipt = """{"receipt_id":"r","messages":1,"accepted":7,"duplicate":0,"rejected":[]}""";
    private static readonly CancellationToken s_end = TestContext.Current.CancellationToken;
    private static readonly LoadBody s_body = new(TimeSpan.Zero, 7, [1, 2, 3]);
    private readonly HttpListener _listener = new();
    private readonly ManualTimeProvider _time = new();
    private readonly List<RetryCause> _retries = [];
    private readonly Uri _address;

    public ReceiverPosterTests()
    {
        using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        free.Start();
        _address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/");
        free.Stop();
        _listener.Prefixes.Add(_address.ToString());
        _listener.Start();
    }

    public void Dispose() => ((IDisposable)_listener).Dispose();

    [Fact]
    public async Task Post_SentAwayTwice_ComesAgainWhenAskedTo_AndCountsWhy()
    {
        using var poster = new ReceiverPoster(_address, "secret", _time);
        var post = poster.PostAsync(s_body, _retries.Add, s_end);

        await AnswerAsync(429, "", "3");
        _time.Advance(await _time.WaitForTimerAsync(left => left >= TimeSpan.FromSeconds(3) && left < TimeSpan.FromSeconds(4), s_end));
        await AnswerAsync(503, "", "2");
        _time.Advance(await _time.WaitForTimerAsync(left => left >= TimeSpan.FromSeconds(2) && left < TimeSpan.FromSeconds(4), s_end));
        var request = await AnswerAsync(202, Receipt);

        Assert.Equal(new PostOutcome(7, 0), await post);
        Assert.Equal([RetryCause.OverQuota, RetryCause.Unavailable], _retries);
        Assert.Equal("Bearer secret", request.Headers["Authorization"]);
        Assert.Equal("gzip", request.Headers["Content-Encoding"]);
        Assert.Equal("application/x-protobuf", request.ContentType);
    }

    [Fact]
    public async Task Post_FramesRefused_AreToldWithTheReason()
    {
        using var poster = new ReceiverPoster(_address, "secret", _time);

        var post = poster.PostAsync(s_body, _retries.Add, s_end);
        await AnswerAsync(422, "nothing acceptable");

        var outcome = await post;
        Assert.Equal((0, 7), (outcome.Acknowledged, outcome.Rejected));
        Assert.Contains("nothing acceptable", outcome.Problem, StringComparison.Ordinal);
        Assert.Empty(_retries);
    }

    [Fact]
    public void Create_ReceiverElsewhere_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new ReceiverPoster(new Uri("http://203.0.113.7/"), "secret", _time));

    private async Task<HttpListenerRequest> AnswerAsync(int status, string body, string? retryAfter = null)
    {
        var context = await _listener.GetContextAsync().WaitAsync(s_end);
        await context.Request.InputStream.CopyToAsync(Stream.Null, s_end);
        context.Response.StatusCode = status;
        if (retryAfter is not null)
            context.Response.Headers["Retry-After"] = retryAfter;
        context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: false);
        return context.Request;
    }
}
