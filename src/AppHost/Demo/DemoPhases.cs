namespace Telemetry.AppHost.Demo;

/// <summary>The phases of a demo as people say them.</summary>
internal static class DemoPhases
{
    /// <summary>In a few plain words.</summary>
    public static string InWords(this DemoPhase phase) => phase switch
    {
        DemoPhase.Driving => "vehicles drive",
        DemoPhase.Draining => "the last frames arrive",
        DemoPhase.MapUnreadable => "the map is down",
        _ => "all is in the map",
    };
}
