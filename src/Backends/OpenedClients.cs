namespace Telemetry.Backends;

/// <summary>Clients that were opened together and are closed together, in the reverse order.</summary>
internal sealed class OpenedClients(IReadOnlyList<object> clients) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var client in clients.Reverse())
        {
            if (client is IAsyncDisposable asynchronous)
                await asynchronous.DisposeAsync();
            else if (client is IDisposable disposable)
                disposable.Dispose();
        }
    }
}
