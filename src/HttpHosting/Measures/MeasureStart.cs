using Microsoft.Extensions.Hosting;

namespace Telemetry.HttpHosting.Measures;

/// <summary>Makes the book with the host, so that it misses nothing.</summary>
internal sealed class MeasureStart(MeasureBook book) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(book);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
