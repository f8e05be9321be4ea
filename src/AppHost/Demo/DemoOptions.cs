namespace Telemetry.AppHost.Demo;

/// <summary>What <c>demo</c> is asked for.</summary>
internal sealed record DemoOptions
{
    /// <summary>Event time never lies further back: the receiver refuses frames of more than a day.</summary>
    public static readonly TimeSpan LongestPast = TimeSpan.FromHours(20);

    /// <summary>An OSM extract; null for a generated town.</summary>
    public FileInfo? Map { get; init; }

    /// <summary>Vehicles on the road.</summary>
    public required int Vehicles { get; init; }

    /// <summary>How long vehicles drive, by the clock.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Event time per clock time.</summary>
    public required double Speedup { get; init; }

    /// <summary>Every chance follows from it.</summary>
    public required ulong Seed { get; init; }

    /// <summary>True for the local stack and services as processes; false for one process.</summary>
    public bool Local { get; init; }

    /// <summary>Workers of the local profile.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>True to kill services and stop PostgreSQL on the way; local profile only.</summary>
    public bool Faults { get; init; }

    /// <summary>Where posted bodies are kept; null to keep none.</summary>
    public DirectoryInfo? Record { get; init; }

    /// <summary>How long the event time of the run is.</summary>
    public TimeSpan EventTime => Duration * Speedup;

    /// <summary>What is wrong with the options taken together, in words; null where nothing is.</summary>
    public string? FindProblem()
    {
        // The negated form refuses NaN as well.
        if (!(Speedup is >= 0.1 and <= 1000))
            return "--speedup takes 0.1 to 1000.";
        if (EventTime > LongestPast)
            return FormattableString.Invariant(
                $"--for times --speedup is {EventTime.TotalHours:F1} h of event time; at most {LongestPast.TotalHours:F0} h.");
        return Faults && !Local ? "--faults needs --profile local: there is nothing to kill in one process." : null;
    }
}
