using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>A temporary data directory for a stack of a test's own; whatever still runs on it at the end is stopped.</summary>
internal sealed class StackDirectory : IDisposable
{
    public StackDirectory(LocalStackFixture fixture)
    {
        _ = fixture.Endpoints; // skips where the servers cannot be installed
        Path = LocalStack.MakeTemporaryDirectory();
    }

    public string Path { get; }

    public Task<LocalStack> StartAsync(bool detached) => LocalStack.StartAsync(
        new LocalStackOptions { DataDirectory = Path, Detached = detached }, TestContext.Current.CancellationToken);

    public void Dispose()
    {
        foreach (var component in Enum.GetValues<StackComponent>())
        {
            // Only a failed test leaves something: an attached stack is disposed, a detached one stopped.
            var name = component switch
            {
                StackComponent.ObjectsAndQueues => "fauxqs",
                StackComponent.DynamoDb => "dynoxide",
                _ => "postgres",
            };
            ServerProcess.FindRunning(Path, name)?.Signal(ServerSignal.Kill);
        }

        LocalStack.Forget(Path);
    }
}
