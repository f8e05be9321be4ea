using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>
/// What the servers of S3, SQS and DynamoDB acknowledged, they still have after a kill: without that, I1 could not be shown on them.
/// </summary>
public sealed class KilledServersTests(LocalStackFixture fixture) : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Kill_ObjectsAndQueues_KeepsObjectsAndMessages()
    {
        using var directory = new StackDirectory(fixture);
        await using var stack = await directory.StartAsync(detached: false);
        var s3 = stack.Endpoints.S3;
        await PutAsync(new Uri(s3, "bucket"), "", HttpStatusCode.OK);
        await PutAsync(new Uri(s3, "bucket/a/b"), "object", HttpStatusCode.OK);
        var queue = (string?)(await SqsAsync(stack, "CreateQueue", new { QueueName = "work" }))["QueueUrl"];
        await SqsAsync(stack, "SendMessage", new { QueueUrl = queue, MessageBody = "waiting" });
        await SqsAsync(stack, "SendMessage", new { QueueUrl = queue, MessageBody = "given back" });
        var held = (await SqsAsync(stack, "ReceiveMessage", new { QueueUrl = queue, MaxNumberOfMessages = 10 }))["Messages"]!.AsArray();
        foreach (var message in held)
            await SqsAsync(
                stack, "ChangeMessageVisibility",
                new { QueueUrl = queue, ReceiptHandle = (string?)message!["ReceiptHandle"], VisibilityTimeout = 0 });

        await stack.FindProcess(StackComponent.ObjectsAndQueues)!.KillAsync(TimeProvider.System, Cancelled);
        await stack.StartAsync(StackComponent.ObjectsAndQueues, Cancelled);

        Assert.Equal("object", await _http.GetStringAsync(new Uri(s3, "bucket/a/b"), Cancelled));
        var received = (await SqsAsync(stack, "ReceiveMessage", new { QueueUrl = queue, MaxNumberOfMessages = 10 }))["Messages"]!.AsArray();
        Assert.Equal(["given back", "waiting"], received.Select(message => (string)message!["Body"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Put_IfNoneMatch_RefusesToOverwrite()
    {
        var bucket = new Uri(fixture.Endpoints.S3, "b" + Guid.NewGuid().ToString("n"));
        Assert.SkipUnless(bucket.IsLoopback, "The bucket would be left behind on a real account.");
        await PutAsync(bucket, "", HttpStatusCode.OK);
        var key = new Uri(bucket + "/once");

        await PutAsync(key, "first", HttpStatusCode.OK, onlyIfAbsent: true);
        await PutAsync(key, "second", HttpStatusCode.PreconditionFailed, onlyIfAbsent: true);

        Assert.Equal("first", await _http.GetStringAsync(key, Cancelled));
    }

    [Fact]
    public async Task Kill_DynamoDb_KeepsItems()
    {
        using var directory = new StackDirectory(fixture);
        await using var stack = await directory.StartAsync(detached: false);
        await DynamoDbAsync(stack, "CreateTable", """
            {"TableName":"kept","KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],
             "AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"}],"BillingMode":"PAY_PER_REQUEST"}
            """);
        await DynamoDbAsync(stack, "PutItem", """{"TableName":"kept","Item":{"id":{"S":"a"},"value":{"N":"42"}}}""");

        await stack.FindProcess(StackComponent.DynamoDb)!.KillAsync(TimeProvider.System, Cancelled);
        await stack.StartAsync(StackComponent.DynamoDb, Cancelled);

        var found = await DynamoDbAsync(stack, "GetItem", """{"TableName":"kept","Key":{"id":{"S":"a"}}}""");
        Assert.Equal("42", (string?)found["Item"]!["value"]!["N"]);
    }

    private async Task PutAsync(Uri uri, string body, HttpStatusCode expected, bool onlyIfAbsent = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, uri) { Content = new StringContent(body) };
        if (onlyIfAbsent)
            request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        using var response = await _http.SendAsync(request, Cancelled);
        Assert.Equal(expected, response.StatusCode);
    }

    private Task<JsonNode> SqsAsync(LocalStack stack, string operation, object body) =>
        CallAsync(stack.Endpoints.Sqs, "AmazonSQS." + operation, System.Text.Json.JsonSerializer.Serialize(body), "sqs");

    private Task<JsonNode> DynamoDbAsync(LocalStack stack, string operation, string body) =>
        CallAsync(stack.Endpoints.DynamoDb, "DynamoDB_20120810." + operation, body, "dynamodb");

    private async Task<JsonNode> CallAsync(Uri endpoint, string target, string body, string service)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
        {
            Content = new StringContent(body, new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", target);
        request.Headers.Add("X-Amz-Date", "20200101T000000Z");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=local/20200101/eu-central-1/{service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=0");
        using var response = await _http.SendAsync(request, Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
