using System.CommandLine;
using Telemetry.AppHost.Hosting;
using Telemetry.AppHost.Services;
using Telemetry.AppHost.Status;
using Telemetry.Contracts.Faults;
using Telemetry.Local;

namespace Telemetry.AppHost.Commands;

/// <summary><c>status</c>: what runs, whether the books balance, what waits, and the map's hash.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "One JSON object on standard output." };
        var command = new Command("status", "Shows the services, the books and the map's version.") { json };
        command.SetAction(PlatformFailure.Guard(async (parsed, progress, cancellationToken) =>
        {
            var report = await EmbeddedProfile.FindStatusAsync(cancellationToken) ?? await ReadLocalAsync(cancellationToken);
            if (report is null)
            {
                await Console.Error.WriteLineAsync("Nothing runs: start it with ./telemetry up.");
                return 1;
            }

            Console.WriteLine(parsed.GetValue(json) ? report.ToJson().ToJsonString(ReportJson.Options) : StatusText.Write(report));
            return 0;
        }));
        return command;
    }

    private static async Task<StatusReport?> ReadLocalAsync(CancellationToken cancellationToken)
    {
        if (await LocalDeployment.FindAsync(Checkout.StateDirectory) is not { } deployment)
            return null;
        await using (deployment)
        {
            var processes = new List<ProcessStatus>();
            foreach (var service in deployment.Services.Started)
                processes.Add(new ProcessStatus(
                    service.ToString(), deployment.Services.FindProcessId(service), deployment.Services.UrlOf(service),
                    deployment.Services.FindProcessId(service) is not null
                        && await deployment.Services.IsReadyAsync(service, cancellationToken)));
            processes.AddRange(DescribeStack(deployment.Stack));
            return new StatusReport(
                "local", processes, await ReadStoresAsync(deployment, cancellationToken), deployment.Token.File);
        }
    }

    private static IEnumerable<ProcessStatus> DescribeStack(LocalStack stack)
    {
        (string Name, StackComponent Component, Uri? Url)[] servers =
        [
            ("s3+sqs", StackComponent.ObjectsAndQueues, stack.Endpoints.S3),
            ("dynamodb", StackComponent.DynamoDb, stack.Endpoints.DynamoDb),
            ("postgres", StackComponent.Postgres, null),
        ];
        return servers.Select(server =>
        {
            var pid = stack.FindProcess(server.Component)?.ProcessId;
            return new ProcessStatus(server.Name, pid, server.Url, pid is not null);
        });
    }

    private static async Task<PlatformStatus?> ReadStoresAsync(LocalDeployment deployment, CancellationToken cancellationToken)
    {
        try
        {
            await using var backends = await EnvironmentBackends.ConnectAsync(deployment.Environment, cancellationToken);
            return await PlatformStatusReader.Of(backends).ReadAsync(cancellationToken);
        }
        catch (BackendUnavailableException unavailable)
        {
            await Console.Error.WriteLineAsync(unavailable.Message);
            return null;
        }
    }
}
