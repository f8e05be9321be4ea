using Telemetry.Local;

namespace Telemetry.AppHost.Services;

/// <summary>Starts a local stack, and tells which server is still waited for.</summary>
internal static class StackStart
{
    /// <summary>Returns once each server answers.</summary>
    /// <exception cref="StackStartException">A server did not start.</exception>
    public static async Task<LocalStack> RunAsync(
        LocalStackOptions options, VerbProgress progress, CancellationToken cancellationToken)
    {
        var names = Enum.GetValues<StackComponent>().Select(NameOf);
        using var step = progress.Begin(new WaitList("Starting the servers", names, progress.Time));
        var stack = await LocalStack.StartAsync(
            options, new Told<StackComponent>(component => step.Line.Report(NameOf(component))), cancellationToken);
        step.Complete();
        return stack;
    }

    private static string NameOf(StackComponent component) => component switch
    {
        StackComponent.ObjectsAndQueues => "S3 and SQS",
        StackComponent.DynamoDb => "DynamoDB",
        _ => "PostgreSQL",
    };
}
