namespace Telemetry.Terminal;

/// <summary>One line about something that goes on. Safe for use by many threads: it is drawn while the work goes on.</summary>
public interface ILiveLine
{
    /// <summary>How it stands.</summary>
    /// <param name="columns">At most this many characters; at least 10.</param>
    string Write(int columns);

    /// <summary>What came of it; null where nothing needs to be said.</summary>
    string? Conclude();
}
