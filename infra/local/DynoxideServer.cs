using System.Globalization;
using System.Net.Http.Headers;

namespace Telemetry.Local;

/// <summary>DynamoDB, kept in one SQLite file.</summary>
internal sealed class DynoxideServer(StackInstallation installation, string dataDirectory, HttpClient http) : IStackServer
{
    public StackComponent Component => StackComponent.DynamoDb;

    public string Name => "dynoxide";

    public ServerSignal StopSignal => ServerSignal.Terminate;

    public Task<ServerCommand> PrepareAsync(int port, CancellationToken cancellationToken) =>
        Task.FromResult(new ServerCommand(
            [
                installation.Dynoxide, "serve", "--host", "127.0.0.1", "--port", port.ToString(CultureInfo.InvariantCulture),
                "--db-path", Path.Combine(dataDirectory, "dynamodb.sqlite"),
            ],
            new Dictionary<string, string>()));

    public async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"http://127.0.0.1:{port}/"))
        {
            Content = new StringContent("{}", new MediaTypeHeaderValue("application/x-amz-json-1.0")),
        };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential={LocalCredentials.AccessKeyId}/20200101/{LocalCredentials.Region}/dynamodb/aws4_request, " +
            "SignedHeaders=host;x-amz-date, Signature=0");
        request.Headers.Add("X-Amz-Date", "20200101T000000Z");
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task CompleteAsync(int port, CancellationToken cancellationToken) => Task.CompletedTask;
}
