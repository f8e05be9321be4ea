using Microsoft.Extensions.Options;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver.Options;
using Telemetry.Receiver.Receipts;

namespace Telemetry.Receiver.Endpoints;

/// <summary><c>GET /v1/receipts/{id}</c>.</summary>
internal sealed class ReceiptsEndpoint(ReceiptBook receipts, IOptions<ReceiverOptions> options)
{
    public async Task<IResult> GetAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            var (status, problem) = await receipts.FindAsync(id, cancellationToken);
            return status is null ? problem! : Results.Json(status, HttpJson.Default.ReceiptStatus);
        }
        catch (BackendUnavailableException fault)
        {
            return Problem.Unavailable($"The {fault.Backend} is unavailable.", options.Value.RetryAfter);
        }
    }
}
