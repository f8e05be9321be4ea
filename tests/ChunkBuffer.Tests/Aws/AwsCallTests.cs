using System.Net;
using Amazon.Runtime;
using Telemetry.Aws;
using Telemetry.Contracts.Faults;

namespace Telemetry.ChunkBuffer.Tests.Aws;

public sealed class AwsCallTests
{
    public static TheoryData<Exception, bool> Errors => new()
    {
        { Service("InternalServerError", HttpStatusCode.InternalServerError), true },
        { Service("ProvisionedThroughputExceededException", HttpStatusCode.BadRequest), true },
        { Service("com.amazonaws.sqs#QueueDoesNotExist", HttpStatusCode.BadRequest), true },
        { Service("AccessDenied", HttpStatusCode.Forbidden), true },
        { Service(null, HttpStatusCode.BadGateway), true },
        { new HttpRequestException("refused"), true },
        { new IOException("reset"), true },
        { new TimeoutException(), true },
        { new TaskCanceledException("the client's own timeout"), true },
        { Service("ValidationException", HttpStatusCode.BadRequest), false },
        { Service("AWS.SimpleQueueService.BatchRequestTooLong", HttpStatusCode.BadRequest), false },
        { Service("ConditionalCheckFailedException", HttpStatusCode.BadRequest), false },
        { new InvalidOperationException("a bug"), false },
    };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Run_Error_IsSorted(Exception error, bool unavailable)
    {
        var thrown = await Assert.ThrowsAnyAsync<Exception>(() => AwsCall.RunAsync<int>(
            "chunk store", () => Task.FromException<int>(error), TestContext.Current.CancellationToken));
        if (unavailable)
            Assert.Same(error, Assert.IsType<BackendUnavailableException>(thrown).InnerException);
        else
            Assert.Same(error, thrown);
    }

    [Fact]
    public async Task Run_CallerCancels_IsNoOutage()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => AwsCall.RunAsync<int>(
            "chunk store", () => Task.FromException<int>(new HttpRequestException("aborted")), cancelled.Token));
    }

    private static AmazonServiceException Service(string? code, HttpStatusCode status) =>
        new("said no", ErrorType.Unknown, code, "request", status);
}
