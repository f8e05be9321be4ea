using Telemetry.Aws.Sqs;
using Telemetry.ChunkBuffer.Queue;
using Telemetry.Conformance.Tests.Stack;
using Telemetry.Contracts.Faults;

namespace Telemetry.Conformance.Tests.DeadLetters;

public sealed class SqsDeadLetterQueueTests(LocalStackFixture stack) : DeadLetterQueueConformance
{
    private AmazonSqsClient _sqs = null!;

    [Fact]
    public async Task Create_NobodyListens_IsUnavailable()
    {
        using var sqs = StackAws.Nowhere.CreateSqs();
        var fault = await Assert.ThrowsAsync<BackendUnavailableException>(
            () => SqsDeadLetterQueue.CreateAsync(sqs, "t", Cancelled));
        Assert.Equal("dead-letter queue", fault.Backend);
    }

    protected override async Task<IDeadLetterQueue> OpenAsync()
    {
        _sqs = stack.Endpoints.Aws().CreateSqs();
        return await SqsDeadLetterQueue.CreateAsync(_sqs, $"t-{Guid.NewGuid():N}", Cancelled);
    }

    public override async ValueTask DisposeAsync()
    {
        _sqs?.Dispose();
        await base.DisposeAsync();
    }
}
