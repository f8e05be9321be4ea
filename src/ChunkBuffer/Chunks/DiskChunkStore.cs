using Telemetry.Contracts.Faults;

namespace Telemetry.ChunkBuffer.Chunks;

/// <summary>
/// Keeps chunks as files below a folder, in one folder per UTC hour. A chunk is written beside its place, flushed to the
/// disk and renamed, so that a reader sees all of it or nothing. Expired hours are deleted at most once an hour, when
/// something is put. Safe for use by many threads and processes.
/// </summary>
public sealed class DiskChunkStore : IChunkStore
{
    private const string Backend = "chunk store";
    private const string TemporarySuffix = ".part";
    private static readonly TimeSpan s_sweepInterval = TimeSpan.FromHours(1);

    private readonly string _root;
    private readonly TimeProvider _time;
    private readonly Lock _sweepGate = new();
    private DateTimeOffset _sweptAt = DateTimeOffset.MinValue;

    /// <param name="root">The folder; made where it is absent.</param>
    /// <param name="time">The clock that chunks expire by.</param>
    /// <exception cref="BackendUnavailableException">The folder cannot be made.</exception>
    public DiskChunkStore(string root, TimeProvider time)
    {
        _root = Path.GetFullPath(root);
        _time = time;
        Translate(() => Directory.CreateDirectory(_root));
    }

    /// <inheritdoc/>
    public async Task PutAsync(ChunkId id, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        SweepWhenDue();
        var path = PathOf(id);
        // Several processes may write the same chunk at once: each has a file of its own until the rename.
        var temporary = $"{path}.{Guid.NewGuid():N}{TemporarySuffix}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            try
            {
                await WriteThroughAsync(temporary, chunk, cancellationToken);
                File.Move(temporary, path, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendUnavailableException(Backend, e);
        }
    }

    /// <inheritdoc/>
    public async Task<ReadOnlyMemory<byte>?> GetAsync(ChunkId id, CancellationToken cancellationToken)
    {
        if (ChunkExpiry.IsOver(id.CreatedAt, _time.GetUtcNow()))
            return null;
        try
        {
            return await File.ReadAllBytesAsync(PathOf(id), cancellationToken);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // A folder that vanished as a whole is an outage, not an absent chunk.
            return Directory.Exists(_root) ? null : throw new BackendUnavailableException(Backend, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendUnavailableException(Backend, e);
        }
    }

    /// <summary>Deletes every hour in which all chunks have expired; returns how many hours.</summary>
    /// <exception cref="BackendUnavailableException">A folder cannot be read or deleted.</exception>
    public int DeleteExpired()
    {
        var deleted = 0;
        Translate(() =>
        {
            foreach (var folder in Directory.EnumerateDirectories(_root, "??", SearchOption.AllDirectories).ToList())
            {
                var relative = Path.GetRelativePath(_root, folder).Replace(Path.DirectorySeparatorChar, '/');
                if (!ChunkKey.TryParseHour(relative, out var hour) ||
                    !ChunkExpiry.IsOver(hour + TimeSpan.FromHours(1), _time.GetUtcNow()))
                    continue;
                Directory.Delete(folder, recursive: true);
                deleted++;
            }
        });
        return deleted;
    }

    private static async Task WriteThroughAsync(
        string path, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(chunk, cancellationToken);
            RandomAccess.FlushToDisk(file.SafeFileHandle);
        }
    }

    private static void Translate(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackendUnavailableException(Backend, e);
        }
    }

    private void SweepWhenDue()
    {
        var now = _time.GetUtcNow();
        lock (_sweepGate)
        {
            if (now - _sweptAt < s_sweepInterval)
                return;
            _sweptAt = now;
        }

        DeleteExpired();
    }

    private string PathOf(ChunkId id) => Path.Combine(_root, ChunkKey.Of(id).Replace('/', Path.DirectorySeparatorChar));
}
