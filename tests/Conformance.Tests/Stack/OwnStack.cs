using Telemetry.Local;

namespace Telemetry.Conformance.Tests.Stack;

/// <summary>A stack for the tests of one class alone, which may stop its servers; started by the first that asks.</summary>
public sealed class OwnStack : IAsyncDisposable
{
    private StackDirectory? _directory;
    private LocalStack? _stack;

    /// <summary>The stack; skips the running test where the servers cannot be installed.</summary>
    public async Task<LocalStack> StartAsync(LocalStackFixture fixture)
    {
        _directory ??= new StackDirectory(fixture);
        return _stack ??= await _directory.StartAsync(detached: false);
    }

    public async ValueTask DisposeAsync()
    {
        if (_stack is not null)
            await _stack.DisposeAsync();
        _directory?.Dispose();
    }
}
