using System.Globalization;

namespace Telemetry.Local;

/// <summary>S3 and SQS. Objects are files, queues a SQLite file (see <c>fauxqs.mjs</c> for what is set right there).</summary>
internal sealed class FauxqsServer(StackInstallation installation, string dataDirectory, HttpClient http) : IStackServer
{
    public StackComponent Component => StackComponent.ObjectsAndQueues;

    public string Name => "fauxqs";

    public ServerSignal StopSignal => ServerSignal.Terminate;

    public Task<ServerCommand> PrepareAsync(int port, CancellationToken cancellationToken) =>
        Task.FromResult(new ServerCommand(
            [installation.Node, "--no-warnings", installation.Fauxqs],
            new Dictionary<string, string>
            {
                ["FAUXQS_PORT"] = port.ToString(CultureInfo.InvariantCulture),
                ["FAUXQS_DATA_DIR"] = Path.Combine(dataDirectory, "queues"),
                ["FAUXQS_S3_STORAGE_DIR"] = Path.Combine(dataDirectory, "objects"),
                ["FAUXQS_DEFAULT_REGION"] = LocalCredentials.Region,
                ["NODE_ENV"] = "production",
            }));

    public async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/health"), cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task CompleteAsync(int port, CancellationToken cancellationToken) => Task.CompletedTask;
}
