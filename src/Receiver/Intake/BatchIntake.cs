using Telemetry.ChunkBuffer.Commit;
using Telemetry.Contracts.Geography;
using Telemetry.Contracts.Http;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver.Lanes;
using Telemetry.Receiver.Receipts;
using Telemetry.Receiver.Recent;

namespace Telemetry.Receiver.Intake;

/// <summary>
/// Takes batches in: spots repeats, and answers once everything is durable. Safe for use by many threads.
/// </summary>
internal sealed class BatchIntake(
    RecentWindow recent, ChunkGate gate, ReceiptBook receipts, LaneChoice lanes, TimeProvider time)
{
    /// <summary>Makes sure of what taking anything in needs.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">It is not there.</exception>
    public ValueTask EnsureReadyAsync(CancellationToken cancellationToken) => gate.EnsureAsync(time.GetUtcNow(), cancellationToken);

    /// <summary>Takes a batch in. Cancelling ends the wait, not the commit.</summary>
    /// <exception cref="Contracts.Faults.BackendUnavailableException">Not all of it is known to be durable; it may be sent again.</exception>
    /// <exception cref="BufferFullException">Likewise.</exception>
    public Task<IntakeOutcome> TakeAsync(IncomingBatch batch, CancellationToken cancellationToken)
    {
        var triage = Sort(batch);
        if (triage.New.Count > 0)
            _ = SubmitAsync(triage);
        else if (triage.Repeats.Count == 0)
        {
            gate.AddRefused(triage.Refused);
            return Task.FromResult(new IntakeOutcome(null, NothingAcceptable(triage.Rejected)));
        }

        return AnswerAsync(triage, cancellationToken);
    }

    private async Task<IntakeOutcome> AnswerAsync(Triage triage, CancellationToken cancellationToken)
    {
        var place = await CommitAsync(triage, cancellationToken);
        var accepted = new FramesAccepted(
            receipts.Issue(place), triage.Messages, triage.AcceptedFrames, (int)triage.Refused.DuplicateFrames, triage.Rejected);
        return new IntakeOutcome(accepted, null);
    }

    // Nothing here can throw: a claim that nobody fulfils would swallow resends.
    private Triage Sort(IncomingBatch batch)
    {
        var triage = new Triage(batch.Messages.Count);
        foreach (var message in batch.Messages)
        {
            if (message.Fault is { } why)
                triage.Reject(why, message);
            else if (recent.TryClaim(message.Identity.Message, new Claim(triage.Submission, triage.New.Count), out var first))
                triage.Accept(message);
            else
                triage.Repeat(first, message);
        }

        return triage;
    }

    /// <summary>Where the new messages are, or the repeated ones where there are no new ones, once all of them are durable.</summary>
    private async Task<CommittedBatch> CommitAsync(Triage triage, CancellationToken cancellationToken)
    {
        foreach (var first in triage.Repeats)
            await first.Submission.Committed.WaitAsync(cancellationToken);
        if (triage.New.Count > 0)
            return await triage.Submission.Committed.WaitAsync(cancellationToken);
        gate.AddRefused(triage.Refused);
        return await OriginalAsync(triage.Repeats);
    }

    // Never fails: the submission tells how it ended. Runs to its end whether or not the sender still waits, because others may
    // wait for the same messages.
    private async Task SubmitAsync(Triage triage)
    {
        try
        {
            var lane = lanes.Choose(triage.New[0].Fleet, triage.AcceptedFrames, triage.New.Max(message => message.NewestMs));
            triage.Submission.Complete(await gate.CommitAsync(
                [.. triage.New.Select(message => message.Block)], CellGrid.Evidence.CellOf(triage.New[0].Start),
                lane, triage.Refused));
        }
        catch (Exception fault)
        {
            // Released before anyone learns of the failure, so that a resend is new.
            recent.Release(triage.New.Select(message => message.Identity.Message), triage.Submission);
            triage.Submission.Fail(fault);
        }
    }

    // The messages of the first repeat's post that were repeated, from the first to the last.
    private static async Task<CommittedBatch> OriginalAsync(IReadOnlyList<Claim> repeats)
    {
        var original = repeats[0].Submission;
        var committed = await original.Committed;
        var indices = repeats.Where(first => ReferenceEquals(first.Submission, original)).Select(first => first.Index).ToArray();
        return new CommittedBatch(committed.Chunk, committed.FirstMessage + indices.Min(), indices.Max() - indices.Min() + 1);
    }

    private static Problem NothingAcceptable(IReadOnlyList<RejectedMessage> rejected) =>
        new(StatusCodes.Status422UnprocessableEntity, "nothing-acceptable", "No message was acceptable")
        {
            Detail = $"{rejected[0].Field}: {rejected[0].Detail}",
            Errors = [.. rejected.Select(one => new FieldError(one.Field, one.Detail))],
            Rejected = rejected,
        };
}
