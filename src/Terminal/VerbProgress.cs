namespace Telemetry.Terminal;

/// <summary>
/// Tells what a verb does, on standard error. Sentences stay, in order. What goes on is one line that is drawn again and again on
/// a terminal, and said now and then elsewhere. Safe for use by many threads.
/// </summary>
public sealed class VerbProgress : IProgress<string>, IDisposable
{
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan s_drawEvery = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan s_sayEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Screen _screen;
    private readonly ITimer _timer;

    // The last one is shown; it may have been begun within another.
    private readonly List<ILiveLine> _lines = [];
    private bool _isDrawn;

    /// <summary>Begins with nothing to show.</summary>
    /// <param name="screen">Where it is told.</param>
    /// <param name="time">The clock.</param>
    public VerbProgress(Screen screen, TimeProvider time)
    {
        (_screen, Time) = (screen, time);
        _timer = time.CreateTimer(_ => Draw(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The clock that what is told goes by.</summary>
    public TimeProvider Time { get; }

    private TimeSpan Every => _screen.IsTerminal ? s_drawEvery : s_sayEvery;

    /// <summary>Says a sentence, which stays.</summary>
    /// <param name="value">The sentence.</param>
    public void Report(string value) => Aside(() => _screen.WriteLine(value));

    /// <summary>Writes something else to the terminal, out of the way of the line that is drawn.</summary>
    public void Aside(Action write)
    {
        lock (_lock)
        {
            Erase();
            write();
            if (_screen.IsTerminal)
                Draw();
        }
    }

    /// <summary>Shows a line until its step is completed or disposed of.</summary>
    public LiveStep<T> Begin<T>(T line)
        where T : ILiveLine
    {
        lock (_lock)
        {
            _lines.Add(line);
            _timer.Change(Every, Every);
            if (_screen.IsTerminal)
                Draw();
        }

        return new LiveStep<T>(this, line);
    }

    /// <summary>Shows a line no longer.</summary>
    /// <param name="line">The line; one that was ended before is left alone.</param>
    /// <param name="conclusion">What came of it; null where nothing is to be said.</param>
    public void End(ILiveLine line, string? conclusion)
    {
        lock (_lock)
        {
            if (!_lines.Remove(line))
                return;
            if (_lines.Count == 0)
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            Erase();
            if (conclusion is not null)
                _screen.WriteLine(conclusion);
        }
    }

    /// <summary>Draws no more.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_lock)
        {
            _lines.Clear();
            Erase();
        }
    }

    private void Draw()
    {
        lock (_lock)
        {
            if (_lines.Count == 0)
                return;

            // The last column stays free: some terminals begin the next line as soon as it is written to.
            var text = _lines[^1].Write(Math.Max(10, _screen.Columns - 1));
            if (_screen.IsTerminal)
                _screen.Writer.Write(EraseLine + text);
            else
                _screen.Writer.WriteLine(text);
            _screen.Writer.Flush();
            _isDrawn = _screen.IsTerminal;
        }
    }

    private void Erase()
    {
        if (_isDrawn)
            _screen.Writer.Write(EraseLine);
        _isDrawn = false;
    }
}
