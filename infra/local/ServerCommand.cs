namespace Telemetry.Local;

/// <summary>How to start a server.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="Environment">What is added to the environment.</param>
internal sealed record ServerCommand(IReadOnlyList<string> Command, IReadOnlyDictionary<string, string> Environment);
