using System.Globalization;

namespace Telemetry.AppHost.Benching;

/// <summary>What a process and its descendants have used, from <c>/proc</c>.</summary>
/// <param name="Processor">Processor time since it started, of descendants that have ended too.</param>
/// <param name="ResidentBytes">Memory resident at the moment; pages shared among descendants count for each.</param>
internal readonly record struct ProcessUse(TimeSpan Processor, long ResidentBytes)
{
    private const int TicksPerSecond = 100;

    // Of proc(5)'s stat, counted behind the name in parentheses, which may hold blanks.
    private const int Parent = 1, UserTicks = 11, SystemTicks = 12, ChildUserTicks = 13, ChildSystemTicks = 14, ResidentPages = 21;

    /// <summary>Of this process alone: what it started counts for itself.</summary>
    public static ProcessUse OfSelf() => new(Environment.CpuUsage.TotalTime, Environment.WorkingSet);

    /// <summary>Reads it; zero where the process has ended.</summary>
    public static ProcessUse Of(int processId)
    {
        var stats = Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0).Select(id => (Id: id, Stat: TryRead(id))).Where(process => process.Stat.Length > ResidentPages)
            .ToDictionary(process => process.Id, process => process.Stat);
        var (ticks, pages) = (0L, 0L);
        foreach (var (id, stat) in stats)
        {
            if (!Descends(id))
                continue;
            ticks += stat[UserTicks] + stat[SystemTicks] + stat[ChildUserTicks] + stat[ChildSystemTicks];
            pages += stat[ResidentPages];
        }

        return new ProcessUse(TimeSpan.FromSeconds((double)ticks / TicksPerSecond), pages * Environment.SystemPageSize);

        bool Descends(int id)
        {
            while (id != processId && stats.TryGetValue(id, out var stat))
                id = (int)stat[Parent];
            return id == processId;
        }
    }

    private static long[] TryRead(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(
                field => long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0)];
        }
        catch (IOException)
        {
            return []; // It has ended meanwhile.
        }
    }
}
