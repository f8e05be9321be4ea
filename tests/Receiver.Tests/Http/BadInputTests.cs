using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;
using Telemetry.Contracts.V1;
using Telemetry.Receiver.Tests.Hosting;
using Telemetry.TestKit;

namespace Telemetry.Receiver.Tests.Http;

public sealed class BadInputTests
{
    private const string Protobuf = "application/x-protobuf";
    private const string Json = "application/json";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, Func<FrameBatch, (byte[] Body, string? Type, string? Encoding)>, int, string> Bodies => new()
    {
        { "empty", _ => ([], Protobuf, null), 400, "messages" },
        { "no messages", _ => Text("{}"), 400, "messages" },
        { "not JSON", _ => Text("<frames/>"), 400, "body" },
        { "JSON cut", batch => (Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(batch))[..^40], Json, null), 400, "messages[0].frames[4]" },
        { "unknown field", _ => Text("""{"messages":[{"fleet":"a"}]}"""), 400, "messages[0].fleet" },
        { "wrong type", _ => Text("""[{"frames":[{},{"latitudeDeg":"north"}]}]"""), 400, "messages[0].frames[1].latitudeDeg" },
        { "bare NaN", _ => Text("""[{"frames":[{"latitudeDeg":NaN}]}]"""), 400, "messages[0].frames[0].latitudeDeg" },
        { "depth bomb", _ => Text(new string('[', 100_000)), 400, "messages[0]" },
        { "not protobuf", _ => (Encoding.UTF8.GetBytes("hello, this is not protobuf"), Protobuf, null), 400, "body" },
        { "protobuf cut", batch => (batch.ToByteArray()[..^3], Protobuf, null), 400, "messages[0]" },
        { "wrong wire type", _ => ([10, 4, 9 << 3 | 2, 2, 3 << 3, 49], Protobuf, null), 400, "messages[0].frames[0].latitudeDeg" },
        { "JSON said to be protobuf", batch => (Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(batch)), Protobuf, null), 400, "body" },
        { "many messages", batch => (Many(batch).ToByteArray(), Protobuf, null), 400, "messages" },
        { "not gzip", batch => (batch.ToByteArray(), Protobuf, "gzip"), 400, "body" },
        { "gzip cut", batch => (Packed.Gzip(batch.ToByteArray())[..^20], Protobuf, "gzip"), 400, "body" },
        { "gzip checksum", batch => (WithLastByteChanged(Packed.Gzip(batch.ToByteArray())), Protobuf, "gzip"), 400, "body" },
        { "not brotli", _ => ([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], Protobuf, "br"), 400, "body" },
        { "brotli cut", batch => (Packed.Brotli(batch.ToByteArray())[..^20], Protobuf, "br"), 400, "body" },
        { "too large as sent", _ => (new byte[(4 << 20) + 1], Protobuf, null), 413, "body" },
        { "gzip bomb", _ => (Packed.Gzip(new byte[(32 << 20) + 1]), Protobuf, "gzip"), 413, "body" },
        { "brotli bomb", _ => (Packed.Brotli(new byte[(32 << 20) + 1]), Protobuf, "br"), 413, "body" },
        { "no type", batch => (batch.ToByteArray(), null, null), 415, "Content-Type" },
        { "other type", batch => (batch.ToByteArray(), "text/plain", null), 415, "Content-Type" },
        { "other charset", _ => ("[]"u8.ToArray(), "application/json; charset=utf-16", null), 415, "Content-Type" },
        { "other coding", batch => (batch.ToByteArray(), Protobuf, "zstd"), 415, "Content-Encoding" },
        { "NaN", batch => Bytes(batch, m => m.Frames[1].LatitudeDeg = double.NaN), 422, "messages[0].frames[1].latitudeDeg" },
        { "NaN as JSON has it", batch => AsJson(batch, m => m.Frames[1].SpeedMps = float.NaN), 422, "messages[0].frames[1].speedMps" },
        { "off the planet", batch => Bytes(batch, m => m.Frames[2].LongitudeDeg = 200), 422, "messages[0].frames[2].longitudeDeg" },
        { "time backwards", batch => Bytes(batch, m => m.Frames[4].TimestampUtcMs -= 5000), 422, "messages[0].frames[4].timestampUtcMs" },
        { "too late", batch => Bytes(batch, m => m.Frames[0].TimestampUtcMs -= 90_000_000), 422, "messages[0].frames[0].timestampUtcMs" },
        { "in the future", batch => Bytes(batch, m => m.Frames[4].TimestampUtcMs += 400_000), 422, "messages[0].frames[4].timestampUtcMs" },
        { "no vehicle", batch => Bytes(batch, m => m.VehicleId = ""), 422, "messages[0].vehicleId" },
        { "no fleet", batch => Bytes(batch, m => m.FleetId = ""), 422, "messages[0].fleetId" },
        { "another fleet", batch => Bytes(batch, m => m.FleetId = "fleet-b"), 403, "messages[0].fleetId" },
    };

    [Theory]
    [MemberData(nameof(Bodies), DisableDiscoveryEnumeration = true)]
    public async Task Post_BadBody_NamesTheFieldAndStoresNothing(
        string name, Func<FrameBatch, (byte[] Body, string? Type, string? Encoding)> make, int status, string field)
    {
        await using var receiver = await TestReceiver.StartAsync();
        var (body, type, encoding) = make(receiver.Batch());
        using var response = await receiver.PostAsync(body, type, encoding);
        var problem = await TestReceiver.ProblemAsync(response, status);
        Assert.True(problem.Errors?[0].Field.StartsWith(field, StringComparison.Ordinal), $"{name}: {problem}");
        Assert.Equal(status == 422, problem.Rejected is not null);
        Assert.Empty(receiver.Chunks.Written);

        await receiver.AcceptAsync(receiver.Batch());
        Assert.Single(receiver.Chunks.Written);
    }

    [Fact]
    public async Task Post_NothingAcceptable_ListsEveryMessageAndBooksTheRejected()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var batch = receiver.Batch(messages: 2);
        batch.Messages[0].MessageId = "";
        batch.Messages[1].Frames[2].SpeedMps = -1;
        using var response = await receiver.PostAsync(batch);
        var problem = await TestReceiver.ProblemAsync(response, 422);
        Assert.Equal(
            [(0, null, "missing"), (1, 2, "out_of_range")], problem.Rejected!.Select(one => (one.Message, one.Frame, one.Reason)));

        await receiver.StopAsync();
        var books = (await receiver.Ledger.SumAsync(Cancellation)).Frames;
        Assert.Equal((10L, 0L, 10L), (books.Received, books.Accepted, books.Rejected));
    }

    [Fact]
    public async Task Post_ChunkedBodyOverTheLimit_IsRefused()
    {
        await using var receiver = await TestReceiver.StartAsync(settings: ("Receiver:MostSentBytes", "2048"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/frames") { Content = new ByteArrayContent(new byte[4096]) };
        request.Content.Headers.ContentType = new(Protobuf);
        request.Headers.TransferEncodingChunked = true;
        using var response = await receiver.Client.SendAsync(request, Cancellation);
        await TestReceiver.ProblemAsync(response, 413);
    }

    [Fact]
    public async Task Get_OnFramesOrElsewhere_IsAProblemToo()
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var wrongMethod = await receiver.Client.GetAsync("/v1/frames", Cancellation);
        await TestReceiver.ProblemAsync(wrongMethod, 405);
        using var nowhere = await receiver.Client.GetAsync("/v1/nothing", Cancellation);
        await TestReceiver.ProblemAsync(nowhere, 404);
    }

    [Fact]
    public async Task Post_HostileBytes_NeverGetA500()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var good = receiver.Batch(messages: 2).ToByteArray();
        var json = Encoding.UTF8.GetBytes(JsonFormatter.Default.Format(receiver.Batch(messages: 2)));
        Prop.ForAll<byte[], int>(async (noise, seed) =>
        {
            var random = new Random(seed);
            var type = random.Next(2) == 0 ? Protobuf : Json;
            var body = random.Next(3) == 0 ? noise : [.. type == Json ? json : good];
            for (var i = 0; i < noise.Length && body.Length > 0; i++)
                body[random.Next(body.Length)] = noise[i];
            using var response = await receiver.PostAsync(body, type, random.Next(4) == 0 ? "gzip" : null);
            return (int)response.StatusCode is 202 or 400 or 403 or 422;
        }).QuickCheckThrowOnFailure();
        await receiver.AcceptAsync(SampleFrames.Batch(receiver.Time.GetUtcNow().AddSeconds(1)));
    }

    private static (byte[], string?, string?) Text(string json) => (Encoding.UTF8.GetBytes(json), Json, null);

    private static (byte[], string?, string?) Bytes(FrameBatch batch, Action<FrameMessage> spoil)
    {
        spoil(batch.Messages[0]);
        return (batch.ToByteArray(), Protobuf, null);
    }

    private static (byte[], string?, string?) AsJson(FrameBatch batch, Action<FrameMessage> spoil)
    {
        spoil(batch.Messages[0]);
        return Text(JsonFormatter.Default.Format(batch));
    }

    private static FrameBatch Many(FrameBatch batch)
    {
        batch.Messages.AddRange(Enumerable.Repeat(new FrameMessage(), 1000));
        return batch;
    }

    private static byte[] WithLastByteChanged(byte[] bytes)
    {
        // The trailer's length field.
        bytes[^1] ^= 1;
        return bytes;
    }
}
