namespace Telemetry.AppHost.Status;

/// <summary>Something that keeps the platform from its work, and what to do about it.</summary>
/// <param name="What">What is wrong.</param>
/// <param name="WhatToDo">What to do.</param>
public sealed record StatusProblem(string What, string WhatToDo)
{
    /// <summary>All that is wrong; empty where the platform works.</summary>
    public static IReadOnlyList<StatusProblem> FindAll(StatusReport report)
    {
        var problems = new List<StatusProblem>();
        var noBaseMap = report.Platform?.BaseMap == 0;
        foreach (var process in report.Processes)
        {
            if (process.Pid is null)
                problems.Add(new($"{process.Name} is down.", $"Start it again: ./telemetry up. Why it ended: {process.Log}"));
            else if (!process.Ready && !noBaseMap)
                problems.Add(new($"{process.Name} runs but is not ready.", $"It may wait for another that is down; it says so in {process.Log ?? "the terminal it was started in."}"));
        }

        if (noBaseMap)
            problems.Add(new("There is no map yet, and no frame is taken before.", "./telemetry import FILE, with an OpenStreetMap extract."));
        foreach (var store in report.Platform?.Unavailable ?? [])
            problems.Add(new($"The {store.Store} cannot be read: {store.Problem}", "If a server is down: ./telemetry up starts it again."));
        if (report.Platform is null)
            problems.Add(new("The platform does not answer: no books, no map.", "Wait a moment, or end it and start it again."));
        if (report.Platform?.BooksBalance == false)
            problems.Add(new("The books do not balance.", "Look again in a moment; if it stays, frames were lost: keep .telemetry and report it."));
        return problems;
    }
}
