using Telemetry.AppHost.Scaling;
using Telemetry.AppHost.Services;

namespace Telemetry.AppHost.Benching;

/// <summary>What workers have counted since they started, summed over all of them.</summary>
/// <param name="Messages">Messages that are done, whatever came of them.</param>
/// <param name="Contributions">Contributions handed to grains.</param>
/// <param name="Puts">Grain heads put.</param>
/// <param name="Conflicts">Grain puts that lost to another writer.</param>
/// <param name="Changes">Changes written to the feed.</param>
/// <param name="Cells">Cells derived.</param>
internal sealed record WorkerCounts(double Messages, double Contributions, double Puts, double Conflicts, double Changes, double Cells)
{
    /// <summary>Reads them from the workers' ports.</summary>
    /// <exception cref="HttpRequestException">A worker does not answer.</exception>
    public static async Task<WorkerCounts> ReadAsync(ServiceProcesses services, HttpClient http, CancellationToken cancellationToken)
    {
        var pages = new List<MetricsPage>();
        foreach (var worker in services.Running.Where(service => service.Kind == ServiceKind.Worker))
            pages.Add(MetricsPage.Parse(await http.GetStringAsync(new Uri(services.UrlOf(worker), "metrics"), cancellationToken)));
        return new WorkerCounts(
            Sum("messages"), Sum("contributions"), Sum("grain_puts"), Sum("grain_conflicts"), Sum("changes"), Sum("cells"));

        double Sum(string counter) => pages.Sum(page => page.SumOf($"worker_{counter}_total"));
    }
}
