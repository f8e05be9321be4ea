using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Access;
using Telemetry.HttpHosting.Bodies;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver.Intake;
using Telemetry.Receiver.Options;
using Telemetry.Receiver.Quota;

namespace Telemetry.Receiver.Endpoints;

/// <summary><c>POST /v1/frames</c>.</summary>
internal sealed partial class FramesEndpoint(
    BatchReader reader, BatchIntake intake, FleetQuota quota, ReceiverMetrics metrics, IOptions<ReceiverOptions> options, ILogger<FramesEndpoint> logger)
{
    private readonly BodyLimits _limits = new(options.Value.MostSentBytes, options.Value.MostUnpackedBytes);
    private readonly TimeSpan _retryAfter = options.Value.RetryAfter;

    public async Task PostAsync(HttpContext context)
    {
        var (accepted, problem) = await AnswerAsync(context);
        if (problem is not null)
        {
            metrics.RefusedPost(problem.Status);
            await problem.ExecuteAsync(context);
            return;
        }

        var response = context.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        await JsonSerializer.SerializeAsync(response.BodyWriter, accepted!, HttpJson.Default.FramesAccepted, context.RequestAborted);
    }

    private async Task<IntakeOutcome> AnswerAsync(HttpContext context)
    {
        var caller = context.GetCaller();
        if (BatchDecoder.TypeOf(context.Request.ContentType) is not { } type)
            return Refuse(Problem.UnsupportedMedia("Content-Type", $"Only {BatchDecoder.Protobuf} and {BatchDecoder.Json} are read."));
        // Asked before the body is read, so that a fleet over its quota costs little.
        if (!quota.TryTake(caller.Fleet, 0, out var wait))
            return Refuse(OverQuota(wait));

        try
        {
            await intake.EnsureReadyAsync(context.RequestAborted);
            var (batch, problem) = await ReadAsync(context, type);
            if (batch is null)
                return Refuse(problem!);
            if (OfAnotherFleet(batch, caller) is { } foreign)
                return Refuse(foreign);
            var fleet = caller.Fleet == Caller.EveryFleet ? batch.Messages[0].Fleet : caller.Fleet;
            if (!quota.TryTake(fleet, batch.Frames, out wait))
                return Refuse(OverQuota(wait));
            return await intake.TakeAsync(batch, context.RequestAborted);
        }
        catch (BackendUnavailableException fault)
        {
            LogUnavailable(logger, fault.Backend, fault);
            return Refuse(Problem.Unavailable($"The {fault.Backend} is unavailable; send the batch again.", _retryAfter));
        }
        catch (BufferFullException fault)
        {
            return Refuse(Problem.Unavailable(fault.Message, _retryAfter));
        }
    }

    private async ValueTask<(IncomingBatch? Batch, Problem? Problem)> ReadAsync(HttpContext context, string type)
    {
        var outcome = await RequestBodyReader.ReadAsync(context, _limits, context.RequestAborted);
        if (!outcome.Succeeded)
            return (null, outcome.Problem);
        using var body = outcome.Body;
        var problem = reader.TryRead(body.Bytes, type, out var batch);
        return problem is null ? (batch, null) : (null, problem);
    }

    private static Problem? OfAnotherFleet(IncomingBatch batch, Caller caller)
    {
        for (var i = 0; i < batch.Messages.Count; i++)
        {
            // An absent fleet is the message's own fault and rejected with it.
            var fleet = batch.Messages[i].Fleet;
            if (fleet.Length == 0 || caller.SpeaksFor(fleet))
                continue;
            var field = string.Create(CultureInfo.InvariantCulture, $"messages[{i}].fleetId");
            return Problem.Forbidden($"{field}: is not the token's fleet.") with
            {
                Errors = [new FieldError(field, "is not the token's fleet")],
            };
        }

        return null;
    }

    private static Problem OverQuota(TimeSpan wait) => Problem.OverQuota("The fleet has sent more frames than it may.", wait);

    private static IntakeOutcome Refuse(Problem problem) => new(null, problem);

    [LoggerMessage(EventId = 2001, Level = LogLevel.Warning, Message = "A batch was not taken in: the {Backend} is unavailable")]
    private static partial void LogUnavailable(ILogger logger, string backend, Exception fault);
}
