using Telemetry.ChunkBuffer.Queue;

namespace Telemetry.ChunkBuffer.Tests.Queue;

public sealed class SendCoalescerTests
{
    private readonly Lock _gate = new();
    private readonly List<IReadOnlyList<string>> _batches = [];
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_WhileOthersAreOnTheirWay_GoesTogether()
    {
        var coalescer = new SendCoalescer(SendAsync);
        var sends = Enumerable.Range(0, 34).Select(i => coalescer.SendAsync($"{i}", Token)).ToList();
        _open.SetResult();
        await Task.WhenAll(sends);
        Assert.Equal(Enumerable.Range(0, 34).Select(i => $"{i}").Order(), _batches.SelectMany(b => b).Order());
        // Four go at once; the other thirty wait and fill three calls.
        Assert.Equal([1, 1, 1, 1, 10, 10, 10], _batches.Select(b => b.Count).Order());
    }

    [Fact]
    public async Task Send_OneOfABatchFails_FailsThatOneOnly()
    {
        var coalescer = new SendCoalescer(SendAsync);
        var sends = Enumerable.Range(0, 14).Select(i => coalescer.SendAsync(i == 9 ? "bad" : $"{i}", Token)).ToList();
        _open.SetResult();
        await Assert.ThrowsAsync<IOException>(() => sends[9]);
        foreach (var send in sends.Where((_, i) => i != 9))
            await send;
    }

    [Fact]
    public async Task Send_CallThrows_FailsItsTextsAndGoesOn()
    {
        var calls = 0;
        var coalescer = new SendCoalescer(texts => calls++ == 0
            ? Task.FromException<IReadOnlyList<Exception?>>(new IOException("down"))
            : SendAsync(texts));
        _open.SetResult();
        await Assert.ThrowsAsync<IOException>(() => coalescer.SendAsync("a", Token));
        await coalescer.SendAsync("b", Token);
        Assert.Equal(["b"], Assert.Single(_batches));
    }

    [Fact]
    public async Task Send_Cancelled_EndsTheWaitOnly()
    {
        using var cancelled = new CancellationTokenSource();
        var coalescer = new SendCoalescer(SendAsync);
        var send = coalescer.SendAsync("a", cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => send);
        _open.SetResult();
        await coalescer.SendAsync("b", Token);
        Assert.Equal(["a", "b"], _batches.SelectMany(b => b).Order());
    }

    private async Task<IReadOnlyList<Exception?>> SendAsync(IReadOnlyList<string> texts)
    {
        lock (_gate)
            _batches.Add(texts);
        await _open.Task;
        return [.. texts.Select(t => t == "bad" ? new IOException("refused") : null)];
    }
}
