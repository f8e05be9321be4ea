using System.Globalization;

namespace Telemetry.Contracts.Client;

/// <summary>
/// An outbox that survives a restart: one file per message in a directory of its own. A file is written beside its place,
/// forced to the disk and then moved there, so that a torn one is never taken for a message. One process uses a
/// directory at a time. Errors of the file system reach the caller as <see cref="IOException"/>.
/// </summary>
public sealed class DirectoryOutbox : IOutbox
{
    private const string Extension = ".message";
    private const string Unfinished = ".part";

    private readonly Lock _lock = new();
    private readonly OutboxIndex _index;
    private readonly string _directory;
    private long _next;

    /// <summary>Opens the directory, creates it where it is missing, and takes up the messages that it holds.</summary>
    /// <param name="directory">Path of the directory.</param>
    /// <param name="maxMessages">Messages it takes at most, 1 or more.</param>
    /// <param name="maxBytes">Bytes it takes at most, 1 or more; one message alone may be larger.</param>
    public DirectoryOutbox(string directory, int maxMessages = 100_000, long maxBytes = 1L << 30)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBytes, 1);
        _directory = Directory.CreateDirectory(directory).FullName;
        _index = new OutboxIndex(maxMessages, maxBytes);
        foreach (var file in new DirectoryInfo(_directory).EnumerateFiles("*" + Unfinished))
            file.Delete();
        foreach (var file in new DirectoryInfo(_directory).EnumerateFiles("*" + Extension))
        {
            if (!long.TryParse(Path.GetFileNameWithoutExtension(file.Name), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                continue;
            _index.Add(number, (int)file.Length);
            _next = Math.Max(_next, number + 1);
        }
    }

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            lock (_lock)
                return _index.Count;
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryAddAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        // Written under the lock: the bound holds, and numbers become visible in order.
        lock (_lock)
        {
            if (!_index.HasRoomFor(message.Length))
                return ValueTask.FromResult(false);
            Write(PathOf(_next), message.Span);
            _index.Add(_next++, message.Length);
            return ValueTask.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<OutboxEntry>> LeaseAsync(int maxMessages, int maxBytes, CancellationToken cancellation)
    {
        IReadOnlyList<long> numbers;
        lock (_lock)
            numbers = _index.Lease(maxMessages, maxBytes);
        var entries = new List<OutboxEntry>(numbers.Count);
        try
        {
            foreach (var number in numbers)
                entries.Add(new OutboxEntry(number, await File.ReadAllBytesAsync(PathOf(number), cancellation).ConfigureAwait(false)));
            return entries;
        }
        catch
        {
            Release(numbers);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask RemoveAsync(IReadOnlyList<OutboxEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
        {
            foreach (var entry in entries)
            {
                File.Delete(PathOf(entry.Number));
                _index.Remove(entry.Number);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public void Release(IReadOnlyList<OutboxEntry> entries) => Release(entries.Select(e => e.Number));

    private void Release(IEnumerable<long> numbers)
    {
        lock (_lock)
        {
            foreach (var number in numbers)
                _index.Release(number);
        }
    }

    private string PathOf(long number) =>
        Path.Combine(_directory, number.ToString("D19", CultureInfo.InvariantCulture) + Extension);

    private static void Write(string path, ReadOnlySpan<byte> message)
    {
        var part = path + Unfinished;
        using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(message);
            file.Flush(flushToDisk: true);
        }

        File.Move(part, path, overwrite: false);
    }
}
