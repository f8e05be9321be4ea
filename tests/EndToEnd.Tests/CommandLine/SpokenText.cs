using System.Text;

namespace Telemetry.EndToEnd.Tests.CommandLine;

/// <summary>What a process has written to one of its streams so far. Safe for use by many threads.</summary>
internal sealed class SpokenText
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private TaskCompletionSource _more = New();
    private bool _ended;

    /// <param name="line">A line; null at the end of the stream.</param>
    public void Add(string? line)
    {
        TaskCompletionSource more;
        lock (_lock)
        {
            if (line is null)
                _ended = true;
            else
                _text.AppendLine(line);
            more = _more;
            _more = New();
        }

        more.SetResult();
    }

    /// <summary>Returns once a text was said; fails where the stream ends without it.</summary>
    public async Task WaitForAsync(string text)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_text.ToString().Contains(text, StringComparison.Ordinal))
                    return;
                Assert.False(_ended, $"It ended without saying '{text}', but: {_text}");
                more = _more.Task;
            }

            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        lock (_lock)
            return _text.ToString();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
