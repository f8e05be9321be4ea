using System.Net;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.AppHost.Recording;

/// <summary>Keeps the body of every post to the receiver that is acknowledged, once, before the sender learns of it.</summary>
internal sealed class RecordingHandler(BodyRecording recording) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = request.Content;
        if (request.Method != HttpMethod.Post || content is null)
            return await base.SendAsync(request, cancellationToken);
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        var body = new RecordedBody(bytes, content.Headers.ContentType?.MediaType ?? "", content.Headers.ContentEncoding.FirstOrDefault());
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode == HttpStatusCode.Accepted)
            await recording.AddAsync(body, cancellationToken);
        return response;
    }
}
