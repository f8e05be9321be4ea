using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Telemetry.Contracts.Http;

namespace Telemetry.Contracts.Client;

/// <summary>Posts a body once and sorts the answer.</summary>
internal sealed class BatchPoster(HttpClient http, TelemetryClientOptions options, TimeProvider time)
{
    private const int LongestProblem = 4096;

    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public async Task<PostAnswer> PostAsync(byte[] compressed, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "v1/frames") { Content = BatchContent.Of(compressed) };
            if (options.Token.Length > 0)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.Token);
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token).ConfigureAwait(false);
            return Sort(response, body);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PostAnswer(DeliveryOutcome.RetryScheduled, Problem: "The request timed out.");
        }
        catch (HttpRequestException e)
        {
            return new PostAnswer(DeliveryOutcome.RetryScheduled, Problem: e.Message);
        }
        catch (IOException e)
        {
            return new PostAnswer(DeliveryOutcome.RetryScheduled, Problem: e.Message);
        }
    }

    private static PostAnswer Sort(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return new PostAnswer(DeliveryOutcome.Accepted, status, ReadReceipt(body));
        var text = Encoding.UTF8.GetString(body);
        var problem = text.Length <= LongestProblem ? text : text[..LongestProblem];
        if (RetrySchedule.IsTransient(response.StatusCode))
            return new PostAnswer(DeliveryOutcome.RetryScheduled, status, null, problem, response.Headers.RetryAfter);
        var outcome = response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden
            ? DeliveryOutcome.CredentialsRefused
            : DeliveryOutcome.Refused;
        return new PostAnswer(outcome, status, null, problem);
    }

    // Null where the body is no receipt: the batch was taken all the same.
    private static FramesAccepted? ReadReceipt(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, HttpJson.Default.FramesAccepted);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
