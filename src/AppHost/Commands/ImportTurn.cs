namespace Telemetry.AppHost.Commands;

/// <summary>
/// Imports of one checkout take turns: the one that started the servers would stop them under another. Held as a lock on a
/// file, which the system gives back when the process ends, however it does.
/// </summary>
internal static class ImportTurn
{
    // EWOULDBLOCK: what .NET gives an IOException whose file another process holds open alone.
    private const int HeldByAnother = 11;
    private static readonly TimeSpan s_askEvery = TimeSpan.FromMilliseconds(500);

    /// <summary>Waits for a turn; it ends when the file is disposed of.</summary>
    /// <param name="stateDirectory">Whose turn.</param>
    /// <param name="progress">Told that another import is at work.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public static async Task<IDisposable> TakeAsync(string stateDirectory, VerbProgress progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(stateDirectory);
        for (var isTold = false; ; isTold = true)
        {
            try
            {
                var path = Path.Combine(stateDirectory, "import.lock");
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException fault) when (fault.HResult == HeldByAnother)
            {
                if (!isTold)
                    progress.Report("Another import is at work; this one goes on when it has ended");
                await Task.Delay(s_askEvery, progress.Time, cancellationToken);
            }
        }
    }
}
