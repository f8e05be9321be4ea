using System.Globalization;
using System.Runtime.InteropServices;

namespace Telemetry.Local;

/// <summary>
/// A process by its pid and the moment it started: the pid alone may be another process's by the time it is used.
/// </summary>
/// <param name="ProcessId">The pid.</param>
/// <param name="StartTicks">Field 22 of <c>/proc/PID/stat</c> (proc(5)).</param>
internal readonly record struct ProcessIdentity(int ProcessId, long StartTicks)
{
    /// <summary>Reads <c>PID START</c>; null where the text is something else.</summary>
    public static ProcessIdentity? Parse(string? text) =>
        text?.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) is [var pid, var start]
        && int.TryParse(pid, NumberStyles.None, CultureInfo.InvariantCulture, out var processId)
        && long.TryParse(start, NumberStyles.None, CultureInfo.InvariantCulture, out var startTicks)
            ? new ProcessIdentity(processId, startTicks)
            : null;

    /// <summary>True until the process has ended; one that waits to be reaped has ended.</summary>
    public bool IsAlive
    {
        get
        {
            string stat;
            try
            {
                stat = File.ReadAllText($"/proc/{ProcessId.ToString(CultureInfo.InvariantCulture)}/stat");
            }
            catch (IOException)
            {
                return false;
            }

            // The second field is the program's name in brackets, and may hold blanks and brackets itself.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is not ("Z" or "X")
                && long.Parse(fields[19], NumberStyles.None, CultureInfo.InvariantCulture) == StartTicks;
        }
    }

    /// <summary>Sends a signal; false where the process has ended.</summary>
    public bool Signal(ServerSignal signal) => IsAlive && Kill(ProcessId, (int)signal) == 0;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
