using Telemetry.Local;

namespace Telemetry.AppHost.Services;

/// <summary>The checkout that this program was built in.</summary>
public static class Checkout
{
    /// <summary>Its root: where <c>Telemetry.sln</c> lies.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(StackInstallation.Find().Directory, "..", ".."));

    /// <summary>Where what runs on this machine keeps its state: data, logs, pid files, the token. Git-ignored.</summary>
    public static string StateDirectory { get; } = Path.Combine(Root, ".telemetry");
}
