using System.IO.Compression;
using System.Net;
using System.Threading.Channels;
using Telemetry.Contracts.V1;

namespace Telemetry.Contracts.Tests.Client;

/// <summary>Answers posts by a script; after its end it takes everything.</summary>
internal sealed class StubReceiver : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly Queue<Func<HttpResponseMessage>> _script = new();
    private readonly Channel<FrameBatch> _posted = Channel.CreateUnbounded<FrameBatch>();
    private int _underWay;

    public List<FrameBatch> Batches { get; } = [];

    public List<HttpRequestMessage> Requests { get; } = [];

    public int MostUnderWay { get; private set; }

    /// <summary>When set, every post waits for it.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public StubReceiver Then(HttpStatusCode status, string body = "", Action<HttpResponseMessage>? with = null)
    {
        _script.Enqueue(() =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body) };
            with?.Invoke(response);
            return response;
        });
        return this;
    }

    public StubReceiver ThenThrow(Exception exception)
    {
        _script.Enqueue(() => throw exception);
        return this;
    }

    public async Task<FrameBatch> NextPostAsync() =>
        await _posted.Reader.ReadAsync(TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var bytes = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var batch = FrameBatch.Parser.ParseFrom(gzip);
        Task? hold;
        lock (_lock)
        {
            Requests.Add(request);
            Batches.Add(batch);
            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
            hold = Hold?.Task;
        }

        _posted.Writer.TryWrite(batch);
        try
        {
            if (hold is not null)
                await hold.WaitAsync(cancellationToken);
            lock (_lock)
                return _script.TryDequeue(out var answer) ? answer() : Taken(batch.Messages.Count);
        }
        finally
        {
            lock (_lock)
                _underWay--;
        }
    }

    private static HttpResponseMessage Taken(int messages) => new(HttpStatusCode.Accepted)
    {
        Content = new StringContent(
            $$"""{"receipt_id":"r1","messages":{{messages}},"accepted":2,"duplicate":0,"rejected":[{"message":0,"frame":1,"reason":"too_late"}]}"""),
    };
}
