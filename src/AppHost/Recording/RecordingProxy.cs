using System.Net.Http.Headers;
using Microsoft.AspNetCore.Connections;
using Telemetry.AppHost.Services;
using Telemetry.FleetSimulator.Recording;

namespace Telemetry.AppHost.Recording;

/// <summary>
/// Passes requests on to the receiver as they are and keeps the bodies it acknowledges, before the vehicle learns of it.
/// </summary>
internal sealed class RecordingProxy : IAsyncDisposable
{
    private static readonly string[] s_passedOn = ["Authorization", "Accept"];
    private static readonly string[] s_passedBack = ["Retry-After", "WWW-Authenticate"];

    private readonly WebApplication _app;
    private readonly HttpClient _receiver;

    private RecordingProxy(WebApplication app, HttpClient receiver, Uri url) => (_app, _receiver, Url) = (app, receiver, url);

    /// <summary>Where it listens.</summary>
    public Uri Url { get; }

    /// <summary>Starts listening on 127.0.0.1.</summary>
    /// <exception cref="ServiceStartException">The port is taken.</exception>
    public static async Task<RecordingProxy> StartAsync(
        int port, Uri receiver, BodyRecording recording, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var client = new HttpClient(new RecordingHandler(recording) { InnerHandler = new SocketsHttpHandler() })
        {
            BaseAddress = receiver,
        };
        var app = builder.Build();
        app.Map("/{**path}", context => PassOnAsync(context, client));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            client.Dispose();
            throw new ServiceStartException($"Port {port} on 127.0.0.1 is taken by another program.", "Take another: --port N.");
        }

        return new RecordingProxy(app, client, new Uri(app.Urls.First()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _receiver.Dispose();
    }

    private static async Task PassOnAsync(HttpContext context, HttpClient receiver)
    {
        var request = context.Request;
        using var passedOn = new HttpRequestMessage(
            new HttpMethod(request.Method), $"{request.Path.Value?.TrimStart('/')}{request.QueryString}");
        if (request.ContentLength is > 0 || request.Headers.TransferEncoding.Count > 0)
        {
            passedOn.Content = new StreamContent(request.Body);
            if (MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
                passedOn.Content.Headers.ContentType = type;
            foreach (var encoding in request.Headers.ContentEncoding)
                passedOn.Content.Headers.ContentEncoding.Add(encoding!);
        }

        foreach (var name in s_passedOn)
            passedOn.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)request.Headers[name]);
        using var answer = await receiver.SendAsync(passedOn, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        foreach (var name in s_passedBack)
        {
            if (answer.Headers.TryGetValues(name, out var values))
                context.Response.Headers[name] = values.ToArray();
        }

        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
