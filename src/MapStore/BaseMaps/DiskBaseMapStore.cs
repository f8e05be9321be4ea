using System.Globalization;
using Telemetry.Contracts.Faults;
using Telemetry.Contracts.Geography;

namespace Telemetry.MapStore.BaseMaps;

/// <summary>
/// Base maps in a folder: <c>{number}/cells/{cell}</c> and <c>{number}/manifest</c>. A file appears under its name whole and
/// flushed to the disk, or not at all.
/// </summary>
/// <param name="folder">The folder; made at the first write.</param>
public sealed class DiskBaseMapStore(string folder) : IBaseMapStore
{
    private const string Manifest = "manifest";

    /// <inheritdoc/>
    public Task PutCellAsync(long baseMap, CellId cell, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(CellPath(baseMap, cell), bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetCellAsync(long baseMap, CellId cell, CancellationToken cancellationToken) =>
        ReadAsync(CellPath(baseMap, cell), cancellationToken);

    /// <inheritdoc/>
    public Task PutManifestAsync(long baseMap, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken) =>
        WriteAsync(Path.Combine(FolderOf(baseMap), Manifest), bytes, cancellationToken);

    /// <inheritdoc/>
    public Task<ReadOnlyMemory<byte>?> GetManifestAsync(long baseMap, CancellationToken cancellationToken) =>
        ReadAsync(Path.Combine(FolderOf(baseMap), Manifest), cancellationToken);

    /// <inheritdoc/>
    public Task<long?> FindNewestAsync(CancellationToken cancellationToken)
    {
        try
        {
            long? newest = null;
            foreach (var path in Directory.Exists(folder) ? Directory.EnumerateDirectories(folder) : [])
            {
                if (long.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) &&
                    number > (newest ?? 0) && File.Exists(Path.Combine(path, Manifest)))
                    newest = number;
            }

            return Task.FromResult(newest);
        }
        catch (Exception fault) when (IsDiskFault(fault))
        {
            throw Unavailable(fault);
        }
    }

    private static async Task WriteAsync(string path, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        // Under a name of its own first, so that neither a crash nor a second writer leaves half a file under the final name.
        var draft = $"{path}.{Guid.NewGuid():N}.draft";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            File.Move(draft, path, overwrite: true);
        }
        catch (Exception fault)
        {
            if (File.Exists(draft))
                File.Delete(draft);
            if (IsDiskFault(fault))
                throw Unavailable(fault);
            throw;
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception fault) when (IsDiskFault(fault))
        {
            throw Unavailable(fault);
        }
    }

    private static bool IsDiskFault(Exception fault) => fault is IOException or UnauthorizedAccessException;

    private static BackendUnavailableException Unavailable(Exception fault) => new("base-map store", fault);

    private string FolderOf(long baseMap) => Path.Combine(folder, baseMap.ToString(CultureInfo.InvariantCulture));

    private string CellPath(long baseMap, CellId cell) => Path.Combine(FolderOf(baseMap), "cells", cell.ToString());
}
