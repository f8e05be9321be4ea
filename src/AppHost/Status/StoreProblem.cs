namespace Telemetry.AppHost.Status;

/// <summary>A store that could not be read.</summary>
/// <param name="Store">What it keeps, in words, as <c>published map</c>.</param>
/// <param name="Problem">What its client said.</param>
public sealed record StoreProblem(string Store, string Problem);
