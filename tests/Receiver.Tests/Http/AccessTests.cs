using System.Net.Http.Headers;
using Telemetry.Receiver.Tests.Hosting;

namespace Telemetry.Receiver.Tests.Http;

public sealed class AccessTests
{
    [Theory]
    [InlineData(null, 401)]
    [InlineData("Bearer", 401)]
    [InlineData("Bearer nobody", 401)]
    [InlineData("Basic " + TestReceiver.Token, 401)]
    [InlineData("Bearer " + TestReceiver.Token + "x", 401)]
    [InlineData("Bearer " + TestReceiver.ReadToken, 403)]
    [InlineData("bearer " + TestReceiver.Token, 202)]
    public async Task Post_Authorization_DecidesTheStatus(string? authorization, int status)
    {
        await using var receiver = await TestReceiver.StartAsync(settings: ("Read:Anonymous", "true"));
        receiver.Client.DefaultRequestHeaders.Authorization = authorization is null ? null : AuthenticationHeaderValue.Parse(authorization);
        using var response = await receiver.PostAsync(receiver.Batch());
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(status == 401, response.Headers.WwwAuthenticate.Count == 1);
        if (status != 202)
            await TestReceiver.ProblemAsync(response, status);
        Assert.Equal(status == 202 ? 1 : 0, receiver.Chunks.Written.Count);
    }

    [Theory]
    [InlineData("Tokens:0:Sha256", "abc")]
    [InlineData("Tokens:0:Scopes:0", "everything")]
    [InlineData("Tokens:0:Fleet", "")]
    [InlineData("Receiver:RetryAfter", "00:00:00")]
    [InlineData("Receiver:LateAfter", "-00:00:01")]
    [InlineData("GroupCommit:Window", "01:00:00")]
    public async Task Start_OptionOutOfRange_Throws(string key, string value)
    {
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => TestReceiver.StartAsync(settings: (key, value)));
        Assert.Contains(key.Split(':')[^(key.EndsWith(":0", StringComparison.Ordinal) ? 2 : 1)], fault.Message, StringComparison.Ordinal);
    }
}
